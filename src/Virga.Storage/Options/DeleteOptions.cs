namespace Virga.Storage;

/// <summary>Under which conditions an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>The object must be of this revision, else <see cref="ErrorKind.PreconditionFailed"/>.</summary>
    public ETag? IfMatch { get; init; }
}
