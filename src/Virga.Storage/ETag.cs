namespace Virga.Storage;

/// <summary>A revision of an object as conditions name it, or any revision at all. The default value names nothing.</summary>
public readonly record struct ETag
{
    /// <summary>Names one revision.</summary>
    /// <param name="revision">The revision as <see cref="ObjectInfo.Revision"/> gives it; quotes around it are dropped.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public ETag(string revision)
    {
        ArgumentException.ThrowIfNullOrEmpty(revision);
        Revision = revision.Length > 1 && revision[0] == '"' && revision[^1] == '"' ? revision[1..^1] : revision;
    }

    private ETag(bool any) => IsAny = any;

    /// <summary>Any revision: with <c>IfNoneMatch</c>, the object must not exist.</summary>
    public static ETag Any { get; } = new(any: true);

    /// <summary>The revision; null for <see cref="Any"/>.</summary>
    public string? Revision { get; }

    /// <summary>Whether this is <see cref="Any"/>.</summary>
    public bool IsAny { get; }

    /// <summary>Names one revision.</summary>
    /// <param name="revision">The revision.</param>
    public static implicit operator ETag(string revision) => FromString(revision);

    /// <summary>Names one revision.</summary>
    /// <param name="revision">The revision.</param>
    public static ETag FromString(string revision) => new(revision);

    /// <summary>The revision, or <c>*</c>.</summary>
    public override string ToString() => IsAny ? "*" : Revision ?? "";
}
