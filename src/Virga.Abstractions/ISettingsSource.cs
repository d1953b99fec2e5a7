namespace Virga;

/// <summary>Answers settings by name, from wherever they are kept: a dictionary, the environment, a profile file, the query of a URL.</summary>
public interface ISettingsSource
{
    /// <summary>The value of a setting; null when this source does not hold it.</summary>
    /// <param name="name">The name, in lower case with hyphens: <c>endpoint</c>, <c>region</c>, <c>access-key-id</c>.</param>
    string? Get(string name);

    /// <summary>Where the value of a setting came from, for messages (<c>the query of the store URL</c>); null when it is not held.</summary>
    /// <param name="name">The name.</param>
    string? Origin(string name);

    /// <summary>Whether the value may be trusted to name a host that credentials go to: true for arguments, the environment and profile files, false for the query of a store URL.</summary>
    /// <param name="name">The name.</param>
    bool IsTrusted(string name);
}
