namespace Virga.Servers;

/// <summary>A test needs a server that does not run, where all are required (VIRGA_REQUIRE_SERVERS=1).</summary>
public sealed class ServerMissingException(string message) : Exception(message);
