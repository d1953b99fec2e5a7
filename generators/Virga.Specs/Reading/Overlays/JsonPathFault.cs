namespace Virga.Specs.Reading.Overlays;

/// <summary>Ends the reading of a JSONPath; becomes a diagnostic at the overlay's target.</summary>
#pragma warning disable CA1032, CA1064 // Never thrown without its place, and never seen outside.
internal sealed class JsonPathFault(string message, int offset) : Exception(message)
#pragma warning restore CA1032, CA1064
{
    public int Offset { get; } = offset;
}
