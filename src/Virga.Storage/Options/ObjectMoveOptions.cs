namespace Virga.Storage;

/// <summary>How an object is renamed.</summary>
public sealed record ObjectMoveOptions
{
    /// <summary>Whether an object at the target is replaced. Default true; false fails with <see cref="ErrorKind.AlreadyExists"/>.</summary>
    public bool Overwrite { get; init; } = true;
}
