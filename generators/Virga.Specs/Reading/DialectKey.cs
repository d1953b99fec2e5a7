namespace Virga.Specs.Reading;

/// <summary>A key of the dialect.</summary>
/// <param name="Name">The key with its prefix.</param>
/// <param name="Places">Where it may stand.</param>
/// <param name="HasEffect">False: it is accepted, and nothing follows from it yet.</param>
public sealed record DialectKey(string Name, DialectPlace Places, bool HasEffect = true);
