namespace Virga.Specs.Emission;

/// <summary>One C# file: a name that is unique in the consumer's project whatever the case, and the text.</summary>
public sealed record EmittedFile(string HintName, string Text);
