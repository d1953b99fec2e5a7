using System.CommandLine;
using Virga.Aws;
using Virga.Aws.S3;
using Virga.Cli.Console;
using Virga.Configuration;
using Virga.Local;
using Virga.Storage;

namespace Virga.Cli.Arguments;

/// <summary>The stores that the command knows, and where their settings come from.</summary>
internal static class StoreRegistries
{
    public static StoreRegistry All(Terminal terminal) => new StoreRegistry().AddAws(new S3Options { Chain = Chain(terminal) }, terminal.Environment).AddLocal().AddMemory();

    /// <summary>Argument, environment, profile, provider default; in this order.</summary>
    public static StoreSettings Settings(StoreRegistry registry, ParseResult parsed, GlobalOptions options, Terminal terminal, IReadOnlyDictionary<string, string?>? more = null)
    {
        var hosts = parsed.GetValue(options.AllowHost) ?? [];
        var arguments = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["endpoint"] = parsed.GetValue(options.Endpoint),
            ["region"] = parsed.GetValue(options.Region),
            ["profile"] = parsed.GetValue(options.Profile),
            ["allowed-hosts"] = string.Join(',', hosts),
            ["anonymous"] = parsed.GetValue(options.Anonymous) ? "true" : null,
        };
        foreach (var (name, value) in more?.AsEnumerable() ?? []) arguments[name] = value;
        return new StoreSettings(registry, arguments, terminal.Environment, ProfileFile.DefaultPath(terminal.Environment));
    }

    /// <summary>Stores of an embedded endpoint, with nothing from the environment.</summary>
    public static StorePool Embedded() => new(static () => new StoreRegistry().AddAws(environment: static _ => null));

    /// <summary>Opens buckets of an embedded endpoint, with nothing from the environment or the user's files.</summary>
    public static StoreOpener ForLocalCloud(LocalCloud cloud, StorePool stores)
    {
        var arguments = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["endpoint"] = cloud.Endpoint.GetLeftPart(UriPartial.Authority),
            ["region"] = cloud.Region,
            ["access-key-id"] = cloud.AccessKeyId,
            ["secret-access-key"] = cloud.SecretAccessKey,
            ["profile"] = "localcloud",
        };
        return new StoreOpener(stores, new StoreSettings(stores.Registry, arguments, static _ => null, profilePath: null), raw: true);
    }

    // Amazon's SDK is loaded where no keys are given, and nowhere else.
    private static AwsChain Chain(Terminal terminal)
    {
        var chain = new Lazy<AwsChain>(() => AwsSdkCredentials.Chain(new AwsSdkOptions { Environment = terminal.Environment }));
        return profile => chain.Value(profile);
    }
}
