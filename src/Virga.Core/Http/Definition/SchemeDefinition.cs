namespace Virga.Http;

/// <summary>A security scheme of the spec.</summary>
/// <param name="Key">Its key, by which operations and <see cref="ClientOptions.Schemes"/> name it.</param>
/// <param name="Type">http, apiKey, oauth2, openIdConnect.</param>
/// <param name="HttpScheme">For http: bearer, basic, or a name of the provider's.</param>
/// <param name="In">For apiKey: header, query or cookie.</param>
/// <param name="ParameterName">For apiKey: the name of the header, parameter or cookie.</param>
/// <param name="Scheme">Name of a scheme that a provider package implements, such as <c>sigv4</c>; null for a plain one.</param>
/// <param name="Options">Settings of that scheme.</param>
public sealed record SchemeDefinition(string Key, string Type, string? HttpScheme, string? In, string? ParameterName, string? Scheme, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <summary>For oauth2 with client credentials: where tokens come from, absolute or relative to the service.</summary>
    public string? TokenUrl { get; init; }

    /// <summary>For openIdConnect: where the discovery document is.</summary>
    public string? OpenIdConnectUrl { get; init; }
}
