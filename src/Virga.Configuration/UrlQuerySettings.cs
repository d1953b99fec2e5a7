namespace Virga.Configuration;

/// <summary>Settings in the query of a store URL, as in <c>s3://bucket?profile=work</c>. They are not trusted: a URL may come from anyone.</summary>
public static class UrlQuerySettings
{
    private const string Where = "the query of the store URL";

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query, with or without the question mark; names and values are percent-decoded, a plus sign stays one.</param>
    /// <exception cref="VirgaException"><see cref="ErrorKind.InvalidArgument"/>: a parameter has no name, no value, or comes twice.</exception>
    public static ISettingsSource Parse(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(equals < 0 ? parameter : parameter[..equals]);
            if (name.Length == 0) throw Wrong("a parameter without a name");
            if (equals < 0) throw Wrong($"{name} without a value; write {name}=...");
            if (!seen.Add(SettingName.Normalize(name))) throw Wrong($"{name} twice; give it once");
            values[name] = Uri.UnescapeDataString(parameter[(equals + 1)..]);
        }

        return new DictionarySettings(values, Where, isTrusted: false);
    }

    private static VirgaException Wrong(string what) => new(ErrorKind.InvalidArgument, $"{char.ToUpperInvariant(Where[0])}{Where[1..]} has {what}.");
}
