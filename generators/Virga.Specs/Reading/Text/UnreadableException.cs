using Virga.Specs.Model;

namespace Virga.Specs.Reading.Text;

/// <summary>Ends the reading of one text; becomes a diagnostic at <see cref="DocumentReader"/> and never leaves it.</summary>
#pragma warning disable CA1032, CA1064 // Never thrown without its place, and never seen outside.
internal sealed class UnreadableException(string id, string message, SourcePosition position) : Exception(message)
#pragma warning restore CA1032, CA1064
{
    public string Id { get; } = id;

    public SourcePosition Position { get; } = position;
}
