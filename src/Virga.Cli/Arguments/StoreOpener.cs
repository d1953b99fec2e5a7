using System.CommandLine;
using Virga.Cli.Console;
using Virga.Configuration;
using Virga.Storage;

namespace Virga.Cli.Arguments;

/// <summary>Opens stores and accounts by URL with the settings of the command line, the environment and the profile file.</summary>
internal sealed class StoreOpener
{
    private readonly StoreRegistry _registry;
    private readonly ISettingsSource _settings;
    private readonly bool _raw;

    public StoreOpener(ParseResult parsed, GlobalOptions options, Terminal terminal)
    {
        _raw = parsed.GetValue(options.Raw);
        _registry = StoreRegistries.All(terminal);
        _settings = StoreRegistries.Settings(parsed, options, terminal);
    }

    /// <summary>Opens the store that a URL names, and tells the key; empty for the bucket itself.</summary>
    public async Task<(ObjectStore Store, string Key)> OpenAsync(string text, CancellationToken cancellationToken)
    {
        var url = Parse(text);
        if (url.Bucket.Length == 0) throw new UsageException($"'{text}' names no bucket. Write it as {url.Scheme}://bucket or {url.Scheme}://bucket/key.");
        if (!_raw && url.Key is { } key && key.Contains('*', StringComparison.Ordinal))
        {
            throw new UsageException($"'{text}' holds a *. Wildcards are not there yet; add --raw when the * belongs to the key.");
        }

        var store = await _registry.OpenAsync(text, _settings, cancellationToken).ConfigureAwait(false);
        return (store, url.Key ?? "");
    }

    /// <summary>Opens the account that a URL names, and tells the bucket; empty for the account itself.</summary>
    public async Task<(ObjectAccount Account, string Bucket)> OpenAccountAsync(string text, CancellationToken cancellationToken)
    {
        var url = Parse(text);
        var account = await _registry.OpenAccountAsync(text, _settings, cancellationToken).ConfigureAwait(false);
        return (account, url.Bucket);
    }

    /// <summary>The parts of a store URL; a URL that is none is wrong usage.</summary>
    public static StoreUrl Parse(string text)
    {
        try
        {
            return StoreUrl.Parse(text);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
