namespace Virga.Specs.Reading;

/// <summary>A document as it was given: its path, for messages and references, and its text.</summary>
public sealed record SpecText(string Path, string Text);
