namespace Virga.Http;

/// <summary>A variable of a server template.</summary>
/// <param name="Name">Its name, as it stands between braces.</param>
/// <param name="Default">Its value when the client gives none; null when the client must.</param>
public sealed record ServerVariable(string Name, string? Default);
