using System.CommandLine;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Arguments;

/// <summary>Opens stores and accounts by URL with the settings of the command line, the environment and the profile file.</summary>
internal sealed class StoreOpener(StoreRegistry registry, StoreSettings settings, bool raw)
{
    public StoreOpener(ParseResult parsed, GlobalOptions options, Terminal terminal, IReadOnlyDictionary<string, string?>? more = null)
        : this(StoreRegistries.All(terminal), parsed, options, terminal, more)
    {
    }

    private StoreOpener(StoreRegistry registry, ParseResult parsed, GlobalOptions options, Terminal terminal, IReadOnlyDictionary<string, string?>? more)
        : this(registry, StoreRegistries.Settings(registry, parsed, options, terminal, more), parsed.GetValue(options.Raw))
    {
    }

    /// <summary>Opens the store that a URL names, and tells the key; empty for the bucket itself.</summary>
    public async Task<OpenedStore> OpenAsync(string text, CancellationToken cancellationToken)
    {
        var place = Locate(text);
        if (place.Bucket.Length == 0) throw new UsageException($"'{StoreUrl.Redact(text)}' names no bucket. Write it as {place.Scheme}://bucket or {place.Scheme}://bucket/key.");
        if (!raw && place.Key.Contains('*', StringComparison.Ordinal))
        {
            throw new UsageException($"'{text}' holds a *. Wildcards are not there yet; add --raw when the * belongs to the key.");
        }

        var store = await registry.OpenAsync(place.Root + place.Query, settings.For(place.Scheme, place.Profile), cancellationToken).ConfigureAwait(false);
        return new OpenedStore(store, place.Root, place.Key);
    }

    /// <summary>Opens the account that a URL names, and tells the bucket; empty for the account itself.</summary>
    public async Task<(ObjectAccount Account, string Bucket)> OpenAccountAsync(string text, CancellationToken cancellationToken)
    {
        var place = Locate(text);
        var (root, bucket) = place.Scheme == "file" ? Parent(place.Path) : (place.Root, place.Bucket);
        var account = await registry.OpenAccountAsync(root + place.Query, settings.For(place.Scheme, place.Profile), cancellationToken).ConfigureAwait(false);
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

    private Location Locate(string text)
    {
        var url = Parse(text);
        if (!registry.Schemes.Contains(url.Scheme, StringComparer.Ordinal)) throw new UsageException($"'{StoreUrl.Redact(text)}': '{url.Scheme}' is no store that this command knows. It knows {string.Join(", ", registry.Schemes.Select(scheme => scheme + "://"))}.");

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
