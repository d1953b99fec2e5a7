using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>Options for clients that talk to a script in place of a network.</summary>
internal static class Clients
{
    public static ClientOptions Over(ScriptedHandler handler, TimeProvider? time = null) => new()
    {
        Handler = handler,
        Auth = new BearerAuth(new FixedToken("secret")),
        TimeProvider = time ?? new FakeTimeProvider(),
        Random = new FixedRandom(0.5),
        Retry = new RetryOptions { MaxAttempts = 1 },
    };

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }

    private sealed class FixedToken(string token) : ITokenSource
    {
        public ValueTask<AccessToken> GetTokenAsync(bool renew, CancellationToken cancellationToken) => new(new AccessToken(token, null));
    }
}
