namespace Virga.Cli.Arguments;

/// <summary>What a source or target names: standard input or output, a local path, or a store URL.</summary>
internal sealed record Place(PlaceKind Kind, string Text)
{
    public static Place Parse(string text)
    {
        if (text.Length == 0) throw new UsageException("A source or target is empty. Name a path, a store URL such as s3://bucket/key, or - for standard input or output.");
        if (text == "-") return new Place(PlaceKind.Standard, text);
        return new Place(text.Contains("://", StringComparison.Ordinal) ? PlaceKind.Store : PlaceKind.Path, text);
    }

    public override string ToString() => Text;
}

internal enum PlaceKind
{
    Standard,
    Path,
    Store,
}
