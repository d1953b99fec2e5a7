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
    public static StoreSettings Settings(ParseResult parsed, GlobalOptions options, Terminal terminal)
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
        return new StoreSettings(arguments, new EnvironmentSettings(terminal.Environment, Variables(terminal.Environment)), ProfileFile.DefaultPath(terminal.Environment));
    }

    /// <summary>Opens buckets of an embedded endpoint, with nothing from the environment or the user's files.</summary>
    public static StoreOpener ForLocalCloud(LocalCloud cloud)
    {
        var arguments = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["endpoint"] = cloud.Endpoint.GetLeftPart(UriPartial.Authority),
            ["region"] = cloud.Region,
            ["access-key-id"] = cloud.AccessKeyId,
            ["secret-access-key"] = cloud.SecretAccessKey,
            ["profile"] = "localcloud",
        };
        var registry = new StoreRegistry().AddAws(environment: static _ => null);
        return new StoreOpener(registry, new StoreSettings(arguments, new EnvironmentSettings(static _ => null), profilePath: null), raw: true);
    }

    // Amazon's SDK is loaded where no keys are given, and nowhere else.
    private static AwsChain Chain(Terminal terminal)
    {
        var chain = new Lazy<AwsChain>(() => AwsSdkCredentials.Chain(new AwsSdkOptions { Environment = terminal.Environment }));
        return profile => chain.Value(profile);
    }

    // The providers' own variables stand in the layer of the environment, so that they go before a profile of the file.
    private static Dictionary<string, IReadOnlyList<string>> Variables(Func<string, string?> environment)
    {
        var ignored = string.Equals(environment("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase);
        return new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["endpoint"] = ignored ? ["VIRGA_ENDPOINT"] : ["VIRGA_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"],
            ["region"] = ["VIRGA_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"],
            ["access-key-id"] = ["AWS_ACCESS_KEY_ID"],
            ["secret-access-key"] = ["AWS_SECRET_ACCESS_KEY"],
            ["session-token"] = ["AWS_SESSION_TOKEN"],
            ["allowed-hosts"] = ["VIRGA_ALLOW_HOSTS"],
        };
    }
}
