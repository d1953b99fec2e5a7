using Virga.Http;
using Virga.Local;
using Virga.Storage;

namespace Virga.Aws.S3.Tests.Faults;

/// <summary>An endpoint of one test, whose faults can be set while it runs, with a bucket in it.</summary>
internal sealed class FaultyCloud : IAsyncDisposable
{
    public const string Bucket = "faulty";

    private LocalCloud? _cloud;

    /// <summary>Asked for each request; null for no faults.</summary>
    public Func<LocalRequest, LocalFault?>? Fault { get; set; }

    public LocalCloud Cloud => _cloud ?? throw new InvalidOperationException("It was not started.");

    public static async Task<FaultyCloud> StartAsync(LocalCloudOptions? options = null)
    {
        var faulty = new FaultyCloud();
        faulty._cloud = await LocalCloud.StartAsync((options ?? new LocalCloudOptions()) with { Fault = request => faulty.Fault?.Invoke(request) });
        await using var account = S3Stores.OpenAccount(faulty.Options(token: options?.SessionToken));
        await account.CreateBucketAsync(Bucket);
        return faulty;
    }

    public S3Options Options(string? secret = null, string? token = null, Action<ClientOptions>? more = null) => new()
    {
        Endpoint = Cloud.Endpoint,
        Profile = S3Profiles.Localcloud,
        Credentials = new StaticCredentials(Cloud.AccessKeyId, secret ?? Cloud.SecretAccessKey, token),
        Configure = options =>
        {
            options.Retry.BaseDelay = TimeSpan.Zero;
            more?.Invoke(options);
        },
    };

    public ObjectStore Store(Action<ClientOptions>? more = null) => S3Stores.Open(Bucket, Options(more: more));

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
