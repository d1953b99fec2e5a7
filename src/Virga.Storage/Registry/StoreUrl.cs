namespace Virga.Storage;

/// <summary>A store URL, taken apart: <c>scheme://bucket/key</c>. Everything behind the bucket's slash is the key, byte for byte; only a URL without a key has a query of settings.</summary>
public sealed record StoreUrl
{
    private StoreUrl(string scheme, string bucket, string? key, IReadOnlyDictionary<string, string> settings)
    {
        Scheme = scheme;
        Bucket = bucket;
        Key = key;
        Settings = settings;
    }

    /// <summary>The scheme, in lower case.</summary>
    public string Scheme { get; }

    /// <summary>The bucket; for <c>file</c> the path, and empty for an account.</summary>
    public string Bucket { get; }

    /// <summary>The key; null when there is none.</summary>
    public string? Key { get; }

    /// <summary>The settings of the query, names as written, values percent-decoded.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Takes a URL apart.</summary>
    /// <param name="url">The URL. <c>file</c> has a path in the bucket's place: <c>file:///data/runs?case=check</c>.</param>
    /// <exception cref="ObjectStoreException"><see cref="ErrorKind.InvalidArgument"/>: it is none; the message says what is missing, without the query's values.</exception>
    public static StoreUrl Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(url[0]) || !url.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')) throw Bad(url, "it begins with no scheme, such as s3://bucket or file:///path.");
        var scheme = url[..colon].ToLowerInvariant();
        var rest = url[(colon + 3)..];
        if (scheme == "file") return ParseFile(url, scheme, rest);

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        if (slash >= 0 && (query < 0 || slash < query))
        {
            var key = rest[(slash + 1)..];
            if (slash == 0) throw Bad(url, "it names no bucket before the key.");

            // "s3://bucket/?profile=x" has an empty key, which no object can have: the query still belongs to the store.
            return key.Length == 0 || key[0] == '?' ? new StoreUrl(scheme, rest[..slash], null, ParseQuery(url, key)) : new StoreUrl(scheme, rest[..slash], key, ParseQuery(url, ""));
        }

        return query < 0 ? new StoreUrl(scheme, rest, null, ParseQuery(url, "")) : new StoreUrl(scheme, rest[..query], null, ParseQuery(url, rest[query..]));
    }

    /// <summary>The URL with the values of its query left out, fit for messages.</summary>
    public static string Redact(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return url;
        var names = url[(query + 1)..].Split('&').Select(pair => pair.Split('=')[0] + "=...");
        return $"{url[..query]}?{string.Join('&', names)}";
    }

    /// <summary>The same URL without one of its settings.</summary>
    /// <param name="setting">The setting's name.</param>
    public StoreUrl Without(string setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var name = SettingName.Normalize(setting);
        return new StoreUrl(Scheme, Bucket, Key, Settings.Where(pair => SettingName.Normalize(pair.Key) != name).ToDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The URL with the values of its query left out.</summary>
    public override string ToString()
    {
        var place = Key is null ? $"{Scheme}://{Bucket}" : $"{Scheme}://{Bucket}/{Key}";
        return Settings.Count == 0 ? place : $"{place}?{string.Join('&', Settings.Keys.Select(name => name + "=..."))}";
    }

    private static StoreUrl ParseFile(string url, string scheme, string rest)
    {
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? rest : rest[..query];
        if (path.Length == 0 || path[0] != '/') throw Bad(url, "a folder is named by its whole path, with three slashes: file:///path.");

        // file:///C:/data is C:/data on Windows.
        if (path.Length > 2 && path[2] == ':' && char.IsAsciiLetter(path[1]) && OperatingSystem.IsWindows()) path = path[1..];
        return new StoreUrl(scheme, path, null, ParseQuery(url, query < 0 ? "" : rest[query..]));
    }

    private static Dictionary<string, string> ParseQuery(string url, string query)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (query.Length <= 1) return settings;
        foreach (var pair in query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw Bad(url, $"its query holds '{pair.Split('=')[0]}' without a name and a value (name=value).");
            if (!settings.TryAdd(Uri.UnescapeDataString(pair[..equals]), Uri.UnescapeDataString(pair[(equals + 1)..]))) throw Bad(url, $"its query gives '{pair[..equals]}' twice.");
        }

        return settings;
    }

    private static ObjectStoreException Bad(string url, string reason) => new(ErrorKind.InvalidArgument, $"'{Redact(url)}' is no store URL: {reason}");
}
