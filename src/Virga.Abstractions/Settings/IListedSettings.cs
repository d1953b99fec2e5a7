namespace Virga;

/// <summary>A source that can tell what it holds and where each setting stands, so that a misspelt name is an error and a message can point at it.</summary>
public interface IListedSettings : ISettingsSource
{
    /// <summary>The names of what it holds, in the form of <see cref="SettingName"/>; empty when it cannot tell (the environment).</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>The setting as it is written there, and where: <c>ObjectStores:archive:Endpoint</c>, <c>the environment variable AWS_REGION</c>; null when it is not held. Never a value.</summary>
    /// <param name="name">The name.</param>
    string? Place(string name);
}
