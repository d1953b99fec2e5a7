using System.CommandLine;
using Virga.Cli.Console;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Arguments;

/// <summary>Opens stores and accounts by URL with the settings of the command line, the environment and the profile file.</summary>
internal sealed class StoreOpener(StorePool stores, StoreSettings settings, bool raw)
{
    public StoreOpener(ParseResult parsed, GlobalOptions options, Terminal terminal, IReadOnlyDictionary<string, string?>? more = null)
        : this(options.Stores, StoreRegistries.Settings(options.Stores.Registry, parsed, options, terminal, more), parsed.GetValue(options.Raw))
    {
    }

    /// <summary>Whether wildcards stand for themselves.</summary>
    public bool IsRaw => raw;

    /// <summary>Opens the store that a URL names, and tells the key, empty for the bucket itself, and the pattern that it may be.</summary>
    public async Task<OpenedStore> OpenAsync(string text, CancellationToken cancellationToken)
    {
        var place = Locate(text);
        if (place.Bucket.Length == 0) throw new UsageException($"'{StoreUrl.Redact(text)}' names no bucket. Write it as {place.Scheme}://bucket or {place.Scheme}://bucket/key.");
        var store = await stores.OpenAsync(place.Root + place.Query, $"{place.Profile}\n{settings.Identity}", () => settings.For(place.Scheme, place.Profile), cancellationToken).ConfigureAwait(false);
        return new OpenedStore(store, place.Root, place.Key) { Where = Where(place, text), Pattern = !raw && KeyPattern.IsPattern(place.Key) ? KeyPattern.Parse(place.Key) : null };
    }

    /// <summary>Opens the store of a target. A key of its own may hold what a pattern would, but for the star, which nobody means there.</summary>
    public async Task<OpenedStore> OpenTargetAsync(string text, CancellationToken cancellationToken)
    {
        var place = await OpenAsync(text, cancellationToken).ConfigureAwait(false);
        if (!raw && place.Key.Contains('*', StringComparison.Ordinal)) throw new UsageException($"The target '{text}' holds a *, and a target is one place. Add --raw when the * belongs to the key.");
        return place with { Pattern = null };
    }

    /// <summary>Opens the store of one object, for verbs that take no patterns.</summary>
    public async Task<OpenedStore> OpenObjectAsync(string text, string verb, CancellationToken cancellationToken)
    {
        var place = await OpenAsync(text, cancellationToken).ConfigureAwait(false);
        if (place.Key.Length == 0) throw new UsageException($"{verb} takes an object, such as s3://bucket/key; '{StoreUrl.Redact(text)}' names a bucket.");
        if (place.Pattern is not null) throw new UsageException($"{verb} takes one object, and '{text}' holds wildcards. Add --raw when they belong to the key.");
        return place;
    }

    /// <summary>Opens the account that a URL names, and tells the bucket; empty for the account itself.</summary>
    public async Task<(ObjectAccount Account, string Bucket)> OpenAccountAsync(string text, CancellationToken cancellationToken)
    {
        var place = Locate(text);
        var (root, bucket) = place.Scheme == "file" ? Parent(place.Path) : (place.Root, place.Bucket);
        var account = await stores.OpenAccountAsync(root + place.Query, settings.For(place.Scheme, place.Profile), cancellationToken).ConfigureAwait(false);
        return (account, bucket);
    }

    /// <summary>The parts of a store URL; a URL that is none is wrong usage.</summary>
    public static StoreUrl Parse(string text)
    {
        try
        {
            return StoreUrl.Parse(text);
        }
        catch (VirgaException e) when (e.Kind == ErrorKind.InvalidArgument)
        {
            throw new UsageException(e.Message);
        }
    }

    private string Where(Location place, string text)
    {
        if (place.Scheme is "file" or "mem") return place.Scheme;
        var query = Parse(text).Settings;
        var layered = settings.For(place.Scheme, place.Profile);
        return (query.GetValueOrDefault("endpoint") ?? layered.Get("endpoint"))?.TrimEnd('/') ?? "of " + (place.Profile is null ? query.GetValueOrDefault("profile") ?? layered.Get("profile") : layered.Get("profile"));
    }

    private Location Locate(string text)
    {
        var url = Parse(text);
        if (!stores.Schemes.Contains(url.Scheme, StringComparer.Ordinal)) throw new UsageException($"'{StoreUrl.Redact(text)}': '{url.Scheme}' is no store that this command knows. It knows {string.Join(", ", stores.Schemes.Select(scheme => scheme + "://"))}.");

        // A profile of the user's file is no name that the provider knows, so it is taken out of the query.
        var profile = url.Settings.TryGetValue("profile", out var name) && settings.HasProfile(name) ? name : null;
        var query = string.Join('&', url.Settings.Where(setting => profile is null || !setting.Key.Equals("profile", StringComparison.OrdinalIgnoreCase)).Select(setting => $"{Uri.EscapeDataString(setting.Key)}={Uri.EscapeDataString(setting.Value)}"));
        var (root, key) = url.Scheme == "file" ? LocalRoot(url.Bucket) : ($"{url.Scheme}://{url.Bucket}", url.Key ?? "");
        return new Location(url.Scheme, root, url.Bucket, key, url.Bucket, query.Length == 0 ? "" : "?" + query, profile);
    }

    /// <summary>A path has no bucket of its own: the folder that exists is the bucket, what is behind it the key.</summary>
    private static (string Root, string Key) LocalRoot(string path)
    {
        var root = path;
        while (!Directory.Exists(root) && Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(root)) is { Length: > 0 } above) root = above;
        return (FileUrl(root), root.Length >= path.Length ? "" : path[root.Length..].TrimStart('/', Path.DirectorySeparatorChar));
    }

    private static (string Root, string Bucket) Parent(string path)
    {
        var whole = Path.TrimEndingDirectorySeparator(path);
        return Path.GetDirectoryName(whole) is { Length: > 0 } above ? (FileUrl(above), Path.GetFileName(whole)) : (FileUrl(path), "");
    }

    private static string FileUrl(string path) => "file://" + (path.StartsWith('/') ? path : "/" + path.Replace(Path.DirectorySeparatorChar, '/'));

    private sealed record Location(string Scheme, string Root, string Bucket, string Key, string Path, string Query, string? Profile);
}
