namespace Virga.Http;

/// <summary>What a generated client knows of its service.</summary>
public sealed class ServiceDefinition
{
    /// <summary>Name, for messages and traces.</summary>
    public required string Name { get; init; }

    /// <summary>Address with variables in braces.</summary>
    public required string ServerTemplate { get; init; }

    /// <summary>Variables of the address.</summary>
    public IReadOnlyList<ServerVariable> Variables { get; init; } = [];

    /// <summary>How errors are read.</summary>
    public required ErrorFormat Errors { get; init; }

    /// <summary>Security schemes.</summary>
    public IReadOnlyList<SchemeDefinition> Schemes { get; init; } = [];

    /// <summary>Where buckets stand in URLs, unless options or profile say otherwise.</summary>
    public AddressingStyle Addressing { get; init; }

    /// <summary>Host patterns that may be sent credentials beside the service's own host: <c>host</c> or <c>*.suffix</c>.</summary>
    public IReadOnlyList<string> TrustedHosts { get; init; } = [];
}
