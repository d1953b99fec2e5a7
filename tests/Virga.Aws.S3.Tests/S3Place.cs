using Virga.Servers;
using Virga.Storage;

namespace Virga.Aws.S3.Tests;

/// <summary>A server as tests see it: how clients and stores over it are made.</summary>
public abstract class S3Place
{
    private readonly Lazy<S3Client> _client;
    private readonly Lazy<ObjectAccount> _account;

    protected S3Place()
    {
        _client = new Lazy<S3Client>(() => Options().CreateClient());
        _account = new Lazy<ObjectAccount>(() => S3Stores.OpenAccount(Options()));
    }

    public static S3Place LocalCloud { get; } = new InProcess();

    public static S3Place Ceph { get; } = new Real(TestServers.Ceph);

    public static S3Place SwiftS3 { get; } = new Real(TestServers.SwiftS3);

    public static S3Place Moto { get; } = new Real(TestServers.Moto);

    public S3Client Client => _client.Value;

    public ObjectAccount Account => _account.Value;

    /// <summary>Options with the server's endpoint, profile and credentials. Skips the test where the server does not run.</summary>
    public S3Options Options()
    {
        var server = Server();
        return new S3Options
        {
            Endpoint = server.Endpoint,
            Region = server.Region,
            Profile = S3Profiles.Find(server.ProfileName),
            Credentials = new StaticCredentials(server.AccessKeyId, server.SecretAccessKey),
        };
    }

    public abstract TestServer Server();

    public static S3Place Named(string name) => name switch
    {
        "localcloud" => LocalCloud,
        TestServers.Ceph => Ceph,
        TestServers.SwiftS3 => SwiftS3,
        TestServers.Moto => Moto,
        _ => throw new ArgumentException($"There is no place '{name}'.", nameof(name)),
    };

    /// <summary>Makes a bucket for one test.</summary>
    public async Task<TestBucket> NewBucketAsync()
    {
        var name = $"virga-{Guid.NewGuid():N}";
        await Account.CreateBucketAsync(name);
        return new TestBucket(this, name);
    }

    private sealed class Real(string name) : S3Place
    {
        public override TestServer Server() => TestServers.Require(name);
    }

    // It lives as long as the process of the tests.
    private sealed class InProcess : S3Place
    {
        public override TestServer Server() => Running.Server;

        private static class Running
        {
            public static readonly TestServer Server = Start();

            private static TestServer Start()
            {
#pragma warning disable VSTHRD002 // Fixtures are reached through properties, and no context of tests is waited in.
                var cloud = Task.Run(() => Local.LocalCloud.StartAsync()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
                return new TestServer("localcloud", cloud.Endpoint, cloud.AccessKeyId, cloud.SecretAccessKey, cloud.Region, "localcloud");
            }
        }
    }
}
