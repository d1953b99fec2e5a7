using Microsoft.Extensions.Logging;
using Virga.Http;
using Virga.Storage;

namespace Virga.Aws.S3;

/// <summary>Opens <c>s3://</c> URLs.</summary>
internal sealed class S3StoreProvider(S3Options options, Func<string, string?>? environment) : IStoreProvider
{
    private readonly Func<string, string?> _environment = environment ?? Environment.GetEnvironmentVariable;

    public IReadOnlyList<string> Schemes { get; } = ["s3"];

    public IReadOnlyList<SettingDescription> Settings => S3Settings.For(_environment);

    public ValueTask<ObjectStore> OpenAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(S3Stores.Open(url.Bucket, Resolve(context), context.Options));
    }

    public ValueTask<ObjectAccount> OpenAccountAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(S3Stores.OpenAccount(Resolve(context), context.Options));
    }

    private S3Options Resolve(StoreContext context)
    {
        var known = Settings;
        var reader = new SettingReader(new AmbientSettings(context.Settings, known, _environment), known);
        reader.CheckValues();
        var check = new S3SettingsCheck(reader, options, _environment);
        check.Run();
        reader.ThrowIfAny();
        var settings = AwsSettings.Resolve(context.Settings, _environment, options.Chain);
        if (settings.Endpoint is { } found && (reader.Text("endpoint") is null || !reader.Settings.IsTrusted("endpoint"))) check.CheckEndpoint(found, reader.Text("endpoint") is null ? "endpoint_url of the AWS profile" : reader.Place("endpoint"));
        reader.ThrowIfAny();
        // The trust rule has let an endpoint of a URL pass because of the URL's own keys, or because none are sent: the application's must not follow it then.
        var bringsCredentials = reader.Flag("anonymous") == true || (reader.Text("access-key-id") is not null && !reader.Settings.IsTrusted("access-key-id"));
        return options with
        {
            Credentials = bringsCredentials ? settings.Credentials : options.Credentials ?? settings.Credentials,
            Region = settings.Region ?? options.Region,
            Endpoint = settings.Endpoint ?? options.Endpoint,
            Profile = reader.Choice("profile") is { } name ? S3Profiles.Find(name) : options.Profile,
            AllowedHosts = [.. options.AllowedHosts, .. settings.AllowedHosts],
            Configure = client =>
            {
                client.LoggerFactory ??= context.Services?.GetService(typeof(ILoggerFactory)) as ILoggerFactory;
                S3Settings.Apply(reader, client);
                options.Configure?.Invoke(client);
            },
            AccountId = settings.AccountId is { } account && (options.AccountId is null || !settings.IsAccountAmbient) ? account : options.AccountId,
            IsAccountAmbient = options.AccountId is null && settings.IsAccountAmbient,
            Checksums = settings.Checksums ?? options.Checksums,
            Origins = settings.OriginOf,
        };
    }
}
