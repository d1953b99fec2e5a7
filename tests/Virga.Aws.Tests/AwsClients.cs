using Virga.Http;
using Virga.Servers;
using Virga.Testing;

namespace Virga.Aws.Tests;

/// <summary>Options for clients of real servers, and of a script.</summary>
internal static class AwsClients
{
    public static AwsOptions On(string server)
    {
        var found = TestServers.Require(server);
        return new() { Endpoint = found.Endpoint, Region = found.Region, Credentials = new StaticCredentials(found.AccessKeyId, found.SecretAccessKey) };
    }

    public static AwsOptions Over(ScriptedHandler handler, int attempts = 1) => new()
    {
        Credentials = new StaticCredentials("AKIDEXAMPLE", "secret"),
        Region = "eu-central-1",
        Configure = options =>
        {
            options.Handler = handler;
            options.Retry = new RetryOptions { MaxAttempts = attempts, BaseDelay = TimeSpan.Zero };
        },
    };

    public static string Unique(string prefix) => prefix + Guid.NewGuid().ToString("N")[..12];

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }

    public static Task<ServiceException> FailsAsync<T>(ValueTask<T> call) => Assert.ThrowsAsync<ServiceException>(() => call.AsTask());

    public static Task<ServiceException> FailsAsync(ValueTask call) => Assert.ThrowsAsync<ServiceException>(() => call.AsTask());
}
