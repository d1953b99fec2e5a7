using Virga.Specs.Model;

namespace Virga.Specs.Reading;

/// <summary>A key of a mapping with its value.</summary>
/// <param name="Key">The key's text; numbers and booleans as written.</param>
/// <param name="KeyPosition">Where the key stands, quotes included.</param>
/// <param name="Value">What it leads to.</param>
public sealed record MarkedEntry(string Key, SourcePosition KeyPosition, MarkedNode Value);
