namespace Virga.Specs.Model;

/// <summary>Where something stands in a document: path, 0-based line and column, and how many characters it takes on that line.</summary>
public sealed record SourcePosition(string Path, int Line, int Column, int Length)
{
    public override string ToString() => $"{Path}({Line + 1},{Column + 1})";
}
