namespace Virga.Http;

/// <summary>A server that an answer or an argument named, with the path and query of its URL.</summary>
internal sealed record ForeignServer(Origin Origin, string Path, string? Query);
