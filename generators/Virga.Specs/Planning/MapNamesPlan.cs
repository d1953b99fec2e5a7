namespace Virga.Specs.Planning;

/// <summary>The names that the entries of a map, their keys and their values have.</summary>
public sealed record MapNamesPlan(string Entry, string Key, string Value);
