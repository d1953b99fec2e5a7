using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>Security schemes, and which of them an operation uses.</summary>
internal sealed class SecurityReader(ReadingScope scope)
{
    private readonly List<SecuritySchemeModel> _schemes = [];

    public IReadOnlyList<SecuritySchemeModel> Schemes => _schemes;

    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public void Read(MarkedNode? schemes)
    {
        foreach (var entry in schemes?.Entries ?? [])
        {
            if (!Keys.Add(entry.Key)) continue;
            if (scope.References.Follow(entry.Value) is { } node) _schemes.Add(Scheme(entry, node));
        }
    }

    /// <summary>The alternatives, each the schemes that it needs at once; an empty one beside them makes all of them optional.</summary>
    public (IReadOnlyList<IReadOnlyList<string>> Alternatives, bool IsOptional) Of(MarkedNode operation, MarkedNode root)
    {
        var list = operation["security"] ?? root["security"];
        if (list is not { IsSequence: true }) return ([], false);
        var optional = list.Items.Any(item => item.IsMapping && item.Entries.Count == 0);
        var alternatives = new List<IReadOnlyList<string>>();
        foreach (var requirement in list.Items.Where(item => item.Entries.Count > 0))
        {
            foreach (var entry in requirement.Entries.Where(entry => !Keys.Contains(entry.Key)).ToList())
            {
                // Nothing tells how it is sent, so the client is given what it sends.
                scope.Faults.Info(DiagnosticIds.ReferenceNotFound, $"There is no security scheme '{entry.Key}' under components; what ClientOptions.Schemes holds under that name, or Auth, is sent.{NearestName.Offer(entry.Key, Keys)}", entry.KeyPosition);
                Keys.Add(entry.Key);
                _schemes.Add(new SecuritySchemeModel(entry.Key, "http", "bearer", null, null, null, [], entry.KeyPosition));
            }

            var keys = requirement.Entries.Select(entry => entry.Key).ToList();
            if (keys.Count > 0 && !alternatives.Exists(known => known.SequenceEqual(keys))) alternatives.Add(keys);
        }

        return (alternatives, optional);
    }

    private SecuritySchemeModel Scheme(MarkedEntry entry, MarkedNode node)
    {
        scope.Values.CheckPlace(node, DialectPlace.SecurityScheme);
        var type = scope.Values.Choice(node, "type", ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]) ?? scope.Values.Required(node, "type", "security scheme", entry.KeyPosition) ?? "http";
        var place = Words.Text(node["in"]);
        var (name, options) = Custom(node);
        return new SecuritySchemeModel(
            entry.Key,
            type,
            Words.Text(node["scheme"]),
            place,
            type == "apiKey" ? scope.Values.Required(node, "name", "security scheme", entry.KeyPosition) : null,
            name,
            options,
            entry.KeyPosition)
        {
            TokenUrl = type == "oauth2" ? Words.Text(node["flows"]?["clientCredentials"]?["tokenUrl"]) : null,
            OpenIdConnectUrl = type == "openIdConnect" ? Words.Text(node["openIdConnectUrl"]) : null,
        };
    }

    /// <summary>x-virga-scheme: its name, and every other entry as an option of that scheme; lists are joined by commas.</summary>
    private (string? Name, IReadOnlyList<KeyValuePair<string, string>> Options) Custom(MarkedNode node)
    {
        var scheme = node[DialectKeys.Scheme];
        if (scheme is null) return (null, []);
        if (!scheme.IsMapping)
        {
            scope.Values.Wrong(DialectKeys.Scheme, "a mapping with 'name' and the scheme's options", scheme);
            return (null, []);
        }

        var name = scope.Values.Required(scheme, "name", DialectKeys.Scheme, scheme.Position);
        var options = new List<KeyValuePair<string, string>>();
        foreach (var entry in scheme.Entries.Where(entry => entry.Key != "name"))
        {
            if (entry.Value.IsMapping) scope.Values.Wrong($"{DialectKeys.Scheme}.{entry.Key}", "a text or a list of texts", entry.Value);
            else options.Add(new(entry.Key, string.Join(",", scope.Values.Texts(scheme, entry.Key, $"{DialectKeys.Scheme}.{entry.Key}"))));
        }

        return (name, options);
    }
}
