namespace Virga.Specs.Reading;

/// <summary>Bounds on what a document may ask of us: it is untrusted input that is read inside the compiler.</summary>
public static class ReadingLimits
{
    /// <summary>The largest published documents have about 3 million characters.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;

    public const int MaxDepth = 64;

    /// <summary>Nodes after expansion of aliases; each 32 characters of a scalar count as one more.</summary>
    public const int MaxNodes = 4_000_000;

    /// <summary>Operations, parameters, responses, headers and properties of the model: references and allOf can multiply what a small document says.</summary>
    public const int MaxParts = 500_000;

    /// <summary>After so many faults in one document the rest is not told.</summary>
    public const int MaxDiagnostics = 200;
}
