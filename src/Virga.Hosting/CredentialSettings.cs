using Virga.Http;

namespace Virga.Hosting;

/// <summary>Credentials in a configuration: <c>Auth</c> for the client, or <c>Schemes:KEY</c> for one scheme of several. Their values never come into a message.</summary>
internal static class CredentialSettings
{
    public static void Bind(SettingsReader settings, ClientOptions options, ServiceDefinition service)
    {
        if (settings.Section("Auth") is { } auth) options.Auth = Read(auth, service.Schemes, service.Name) ?? options.Auth;
        foreach (var (key, reader) in settings.Sections("Schemes"))
        {
            var found = service.Schemes.Where(scheme => scheme.Key == key).ToArray();
            if (found.Length == 0) settings.Fault("Schemes", $"names '{key}', which is no security scheme of {service.Name}; it has {Keys(service.Schemes)}.");
            else if (Read(reader, found, $"the scheme {key}") is { } scheme) options.Schemes[key] = scheme;
        }
    }

    private static AuthScheme? Read(SettingsReader settings, IReadOnlyList<SchemeDefinition> schemes, string owner)
    {
        var (token, user, password, key, anonymous) = (settings.Text("Token"), settings.Text("User"), settings.Text("Password"), settings.Text("Key"), settings.Flag("Anonymous"));
        AuthScheme? made = null;
        var ways = 0;
        if (anonymous == true && ++ways > 0) made = AuthScheme.Anonymous;
        if (token is not null && ++ways > 0) made = Make(settings, "Token", schemes.FirstOrDefault(TakesToken), owner, _ => new BearerAuth(token));
        if (key is not null && ++ways > 0) made = Make(settings, "Key", schemes.FirstOrDefault(scheme => scheme.Type == "apiKey"), owner, scheme => new ApiKeyAuth(scheme.ParameterName ?? "", scheme.In ?? "", key));
        if ((user ?? password) is not null && ++ways > 0)
        {
            if (user is null || password is null) settings.Fault(user is null ? "User" : "Password", "is missing; a name and a password go together.");
            else made = Make(settings, "User", schemes.FirstOrDefault(scheme => IsHttp(scheme, "basic")), owner, _ => new BasicAuth(user, password));
        }

        if (ClientCredentials(settings) is { } client && ++ways > 0)
        {
            if (client.Id is null || client.Secret is null) settings.Fault(client.Id is null ? "ClientId" : "ClientSecret", "is missing; an id and a secret go together.");
            else made = Make(settings, "ClientId", schemes.FirstOrDefault(scheme => scheme.Type is "oauth2" or "openIdConnect"), owner, _ => new ClientCredentialsAuth(client.Id, client.Secret) { Scopes = client.Scopes, TokenEndpoint = client.Endpoint, SecretInBody = client.InBody, Parameters = client.Parameters });
        }

        if (ways > 1) settings.Fault("Token", "stands beside other credentials; write one of Token, Key, User with Password, ClientId with ClientSecret, or Anonymous.");
        settings.Complete();
        return made;
    }

    private static (string? Id, string? Secret, string[] Scopes, Uri? Endpoint, bool InBody, Dictionary<string, string> Parameters)? ClientCredentials(SettingsReader settings)
    {
        var (id, secret, scopes, endpoint) = (settings.Text("ClientId"), settings.Text("ClientSecret"), settings.List("Scopes").ToArray(), settings.Url("TokenEndpoint"));
        var inBody = settings.Flag("SecretInBody");
        var parameters = settings.Map("TokenParameters").ToDictionary(StringComparer.Ordinal);
        if (id is null && secret is null && scopes.Length == 0 && endpoint is null && inBody is null && parameters.Count == 0) return null;
        return (id, secret, scopes, endpoint, inBody ?? false, parameters);
    }

    private static AuthScheme? Make(SettingsReader settings, string key, SchemeDefinition? scheme, string owner, Func<SchemeDefinition, AuthScheme> make)
    {
        if (scheme is null)
        {
            settings.Fault(key, $"is set, and {owner} takes no such credentials.");
            return null;
        }

        AuthScheme? made = null;
        settings.Try(key, () => made = make(scheme));
        return made;
    }

    private static bool TakesToken(SchemeDefinition scheme) => scheme.Type is "oauth2" or "openIdConnect" || IsHttp(scheme, "bearer");

    private static bool IsHttp(SchemeDefinition scheme, string name) => scheme.Type == "http" && string.Equals(scheme.HttpScheme, name, StringComparison.OrdinalIgnoreCase);

    private static string Keys(IReadOnlyList<SchemeDefinition> schemes) => schemes.Count == 0 ? "none" : string.Join(", ", schemes.Select(scheme => scheme.Key));
}
