using Virga.Http;

namespace Virga.Aws.S3;

/// <summary>The settings that S3 stores read beside those that all stores share.</summary>
public static class S3Settings
{
    internal const string Addressing = "addressing";
    internal const string Checksums = "checksums";

    private const string Keys = "AWS keys";

    /// <summary>What they are.</summary>
    public static IReadOnlyList<SettingDescription> All { get; } = For(environment: null);

    internal static IReadOnlyList<SettingDescription> For(Func<string, string?>? environment) =>
    [
        new("endpoint", SettingKind.Url, "The service's address, with https:// or http://.") { Variables = EndpointVariables(environment), OtherNames = ["endpoint-url", "s3-endpoint-url", "aws-endpoint-url", "service-url", "s3-is-secure", "host"] },
        new("region", SettingKind.Text, "The region of the bucket.") { Variables = ["VIRGA_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"], OtherNames = ["aws-region-name", "region-name", "aws-region", "aws-zone-name"] },
        new("profile", SettingKind.Choice, "The provider: a profile of the spec, such as ceph.") { Choices = [.. S3Profiles.All.Select(profile => profile.Name)], OtherNames = ["provider"] },
        new("account-id", SettingKind.Text, "The account that a provider's address names, as Cloudflare R2's does.") { Variables = ["CLOUDFLARE_ACCOUNT_ID"], OtherNames = ["account"] },
        new("aws-profile", SettingKind.Text, "A profile of the files of the AWS tools."),
        new("access-key-id", SettingKind.Text, "The access key.") { Variables = ["AWS_ACCESS_KEY_ID"], Set = Keys, OtherNames = ["access-key", "aws-access-key", "aws-access-key-id", "key-id"] },
        new("secret-access-key", SettingKind.Text, "The access key's secret.") { Variables = ["AWS_SECRET_ACCESS_KEY"], Set = Keys, OtherNames = ["secret-key", "aws-secret-key", "aws-secret-access-key", "secret"] },
        new("session-token", SettingKind.Text, "The token of temporary keys.") { Variables = ["AWS_SESSION_TOKEN"], Set = Keys, FollowsSet = true, OtherNames = ["aws-session-token", "security-token", "token"] },
        new("anonymous", SettingKind.Flag, "Sends no credentials.") { OtherNames = ["no-sign-request", "unsigned"] },
        new("allowed-hosts", SettingKind.List, "Hosts that credentials may go to beside the endpoint.") { Variables = ["VIRGA_ALLOW_HOSTS"], OtherNames = ["allow-host", "allow-hosts"] },
        new(Addressing, SettingKind.Choice, "Where the bucket stands in URLs.") { Choices = ["path", "virtual-host"], OtherNames = ["addressing-style", "force-path-style", "path-style", "use-path-style"] },
        new(Checksums, SettingKind.Choice, "When checksums of bodies are sent.") { Choices = ["supported", "required", "off", "when-supported", "when-required"], OtherNames = ["checksum", "checksum-policy", "request-checksum-calculation"] },
        .. ClientSettings.All,
    ];

    /// <summary>Writes what the settings say into the options of a client.</summary>
    internal static void Apply(SettingReader reader, ClientOptions options)
    {
        ClientSettings.Apply(reader, options);
        options.Addressing = reader.Choice(Addressing) switch
        {
            "path" => AddressingStyle.Path,
            "virtual-host" => AddressingStyle.VirtualHost,
            _ => options.Addressing,
        };
        options.Checksums = ChecksumsOf(reader) ?? options.Checksums;
    }

    internal static ChecksumPolicy? ChecksumsOf(SettingReader reader) => reader.Choice(Checksums) is { } word ? PolicyOf(word) : null;

    /// <summary>The policy that a word means, with hyphens or underscores; null for another word.</summary>
    internal static ChecksumPolicy? PolicyOf(string word) => word.Replace('_', '-') switch
    {
        "supported" or "when-supported" => ChecksumPolicy.WhenSupported,
        "required" or "when-required" => ChecksumPolicy.WhenRequired,
        "off" => ChecksumPolicy.Off,
        _ => null,
    };

    private static string[] EndpointVariables(Func<string, string?>? environment) =>
        string.Equals(environment?.Invoke("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase)
            ? ["VIRGA_ENDPOINT"]
            : ["VIRGA_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];
}
