using Virga.Http;
using Virga.Storage;

namespace Virga.Aws.S3;

/// <summary>Opens <c>s3://</c> URLs.</summary>
internal sealed class S3StoreProvider(S3Options options, Func<string, string?>? environment) : IStoreProvider
{
    public IReadOnlyList<string> Schemes { get; } = ["s3"];

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
        var settings = AwsSettings.Resolve(context.Settings, environment, options.Chain);
        return options with
        {
            Credentials = options.Credentials ?? settings.Credentials,
            Region = settings.Region ?? options.Region,
            Endpoint = settings.Endpoint ?? options.Endpoint,
            Profile = settings.Profile is { } name ? Named(name) : options.Profile,
            AccountId = settings.AccountId is { } account && (options.AccountId is null || !settings.IsAccountAmbient) ? account : options.AccountId,
            IsAccountAmbient = options.AccountId is null && settings.IsAccountAmbient,
            Checksums = settings.Checksums ?? options.Checksums,
            AllowedHosts = [.. options.AllowedHosts, .. settings.AllowedHosts],
            Origins = settings.OriginOf,
        };
    }

    private static ServiceProfile Named(string name) => S3Profiles.Find(name)
        ?? throw new VirgaException(ErrorKind.InvalidArgument, $"There is no S3 profile '{name}'. Name one of {string.Join(", ", S3Profiles.All.Select(profile => profile.Name))}.");
}
