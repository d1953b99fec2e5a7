using Virga.Http;
using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.S3.Tests;

/// <summary>Clients and stores over answers from a script.</summary>
internal static class Scripted
{
    public const string Host = "s3.example.test";

    public static S3Options Options(HttpMessageHandler handler, Action<ClientOptions>? more = null) => new()
    {
        Endpoint = new Uri($"https://{Host}"),
        Profile = S3Profiles.Compatible,
        Credentials = new StaticCredentials("AKIDEXAMPLE", "a-secret-of-the-tests"),
        Configure = options =>
        {
            options.Handler = handler;
            options.Retry.BaseDelay = TimeSpan.Zero;
            more?.Invoke(options);
        },
    };

    public static S3Client Client(HttpMessageHandler handler, Action<ClientOptions>? more = null) => Options(handler, more).CreateClient(new FakeTimeProvider());

    public static ObjectStore Store(HttpMessageHandler handler, Action<ClientOptions>? more = null) => S3Stores.Open("bucket", Options(handler, more), new ObjectStoreOptions { Time = new FakeTimeProvider() });
}
