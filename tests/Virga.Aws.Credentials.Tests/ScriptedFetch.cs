using Virga.Aws.Sources;

namespace Virga.Aws.Credentials.Tests;

/// <summary>A fetch whose answers the test gives.</summary>
internal sealed class ScriptedFetch : ICredentialFetch
{
    private readonly Queue<Func<CancellationToken, Task<AwsCredentials?>>> _answers = new();
    private int _calls;

    public string Identity => "scripted";

    public string Tried => "the script";

    public int Calls => Volatile.Read(ref _calls);

    public ScriptedFetch Then(Func<CancellationToken, Task<AwsCredentials?>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedFetch Gives(string id, DateTimeOffset? end) => Then(_ => Task.FromResult<AwsCredentials?>(new AwsCredentials(id, "secret-of-" + id, "token-of-" + id, end)));

    public ScriptedFetch Fails(string message) => Then(_ => Task.FromException<AwsCredentials?>(new InvalidOperationException(message)));

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return await _answers.Dequeue()(cancellationToken);
    }
}
