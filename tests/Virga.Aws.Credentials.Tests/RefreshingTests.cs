using Virga.Aws.Sources;
using Virga.Testing;

namespace Virga.Aws.Credentials.Tests;

/// <summary>Keeping and renewing, on a clock that stands still.</summary>
public sealed class RefreshingTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedFetch _fetch = new();

    private DateTimeOffset InAnHour => _clock.GetUtcNow().AddHours(1);

    [Fact]
    public async Task ManyCallersWaitForOneFetch()
    {
        var gate = new TaskCompletionSource<AwsCredentials?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fetch.Then(_ => gate.Task);
        var source = Source();

        var waiting = Enumerable.Range(0, 50).Select(i => source.GetAsync(forceRefresh: i % 2 == 0, default).AsTask()).ToArray();
        gate.SetResult(new AwsCredentials("one", "secret", "token", InAnHour));

        Assert.All(await Task.WhenAll(waiting), got => Assert.Equal("one", got.AccessKeyId));
        Assert.Equal(1, _fetch.Calls);
    }

    [Fact]
    public async Task TheyAreRenewedAheadWhileThoseAtHandGoOnBeingUsed()
    {
        var gate = new TaskCompletionSource<AwsCredentials?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fetch.Gives("one", InAnHour).Then(_ => gate.Task);
        var source = Source();
        await source.GetAsync(false, default);

        _clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("one", (await source.GetAsync(false, default)).AccessKeyId);
        Assert.Equal(1, _fetch.Calls);

        _clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 10; i++)
        {
            var call = source.GetAsync(false, default);
            Assert.True(call.IsCompletedSuccessfully, "a caller waited although valid credentials were at hand");
            Assert.Equal("one", (await call).AccessKeyId);
        }

        await UntilAsync(() => _fetch.Calls == 2);
        gate.SetResult(new AwsCredentials("two", "secret", "token", InAnHour));
        await source.Running;
        Assert.Equal("two", await CurrentAsync(source));
        Assert.Equal(2, _fetch.Calls);
    }

    [Fact]
    public async Task OnceTheyHaveEndedACallerWaitsForNewOnes()
    {
        _fetch.Gives("one", InAnHour).Gives("two", InAnHour.AddHours(2));
        var source = Source();
        await source.GetAsync(false, default);

        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(9));

        Assert.Equal("two", (await source.GetAsync(false, default)).AccessKeyId);
    }

    [Fact]
    public async Task ACallerThatGivesUpDoesNotEndTheFetchForOthers()
    {
        var gate = new TaskCompletionSource<AwsCredentials?>(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken seen = default;
        _fetch.Then(token =>
        {
            seen = token;
            return gate.Task;
        });
        var source = Source();
        using var impatient = new CancellationTokenSource();
        var first = source.GetAsync(false, impatient.Token).AsTask();
        var second = source.GetAsync(false, default).AsTask();
        await UntilAsync(() => _fetch.Calls == 1);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(seen.IsCancellationRequested);
        gate.SetResult(new AwsCredentials("one", "secret", null, InAnHour));

        Assert.Equal("one", (await second).AccessKeyId);
        Assert.Equal(1, _fetch.Calls);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.GetAsync(true, impatient.Token));
        Assert.Equal(1, _fetch.Calls);
    }

    [Fact]
    public async Task AFailureIsToldToAllWhoWaitAndNotKept()
    {
        var gate = new TaskCompletionSource<AwsCredentials?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fetch.Then(_ => gate.Task).Gives("one", InAnHour);
        var source = Source();
        var waiting = Enumerable.Range(0, 5).Select(_ => source.GetAsync(false, default).AsTask()).ToArray();

        gate.SetException(new InvalidOperationException("it broke"));

        foreach (var call in waiting)
        {
            var error = await Assert.ThrowsAsync<VirgaException>(() => call);
            Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
            Assert.Contains("the script", error.Message, StringComparison.Ordinal);
            Assert.Contains("it broke", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("one", (await source.GetAsync(false, default)).AccessKeyId);
    }

    [Fact]
    public async Task AFailedRenewalLeavesTheValidOnesAndIsTriedAgainLater()
    {
        _fetch.Gives("one", InAnHour).Fails("away").Gives("two", InAnHour.AddHours(5));
        var source = Source();
        await source.GetAsync(false, default);
        _clock.Advance(TimeSpan.FromMinutes(56));

        Assert.Equal("one", (await source.GetAsync(false, default)).AccessKeyId);
        await source.Running;
        Assert.Equal("one", await CurrentAsync(source));
        Assert.Equal(2, _fetch.Calls);

        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("one", await CurrentAsync(source));
        await source.Running;
        Assert.Equal("two", await CurrentAsync(source));
        Assert.Equal(3, _fetch.Calls);
    }

    [Fact]
    public async Task AFetchThatTakesTooLongEndsByTheClockAndTheNextOneBeginsAnew()
    {
        var never = new TaskCompletionSource<AwsCredentials?>();
        _fetch.Then(_ => never.Task).Gives("one", InAnHour.AddHours(1));
        var source = Source();
        var call = source.GetAsync(false, default).AsTask();

        var error = await Assert.ThrowsAsync<VirgaException>(() => _clock.RunAsync(call));
        Assert.Equal(ErrorKind.Timeout, error.Kind);
        Assert.Contains("AwsSdkOptions.Timeout", error.Message, StringComparison.Ordinal);

        Assert.Equal("one", (await source.GetAsync(false, default)).AccessKeyId);
    }

    [Fact]
    public async Task CredentialsThatCameTooLateAreRefused()
    {
        _fetch.Gives("old", _clock.GetUtcNow().AddSeconds(-1));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await Source().GetAsync(false, default));

        Assert.Contains("ended already", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-old", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortLivedOnesAreRenewedAtHalfOfTheirTime()
    {
        _fetch.Gives("one", _clock.GetUtcNow().AddMinutes(4)).Gives("two", InAnHour);
        var source = Source();
        await source.GetAsync(false, default);

        _clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal("one", await CurrentAsync(source));
        Assert.Equal(1, _fetch.Calls);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("one", await CurrentAsync(source));
        await source.Running;
        Assert.Equal("two", await CurrentAsync(source));
    }

    [Fact]
    public async Task ThoseWithoutAnEndAreKeptUntilTheyAreRefused()
    {
        _fetch.Gives("one", null).Gives("two", null);
        var source = Source();
        await source.GetAsync(false, default);
        _clock.Advance(TimeSpan.FromDays(10_000));

        Assert.Equal("one", (await source.GetAsync(false, default)).AccessKeyId);
        Assert.Equal("two", (await source.GetAsync(true, default)).AccessKeyId);
        Assert.Equal("two", (await source.GetAsync(false, default)).AccessKeyId);
    }

    [Fact]
    public async Task NothingConfiguredIsNullForAChainAndAnErrorByItself()
    {
        _fetch.Then(_ => Task.FromResult<AwsCredentials?>(null)).Then(_ => Task.FromResult<AwsCredentials?>(null));
        var source = Source();

        Assert.Null(await source.TryGetAsync(false, default));
        Assert.Contains("the script", (await Assert.ThrowsAsync<VirgaException>(async () => await source.GetAsync(false, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWarmCallAllocatesNothing()
    {
        _fetch.Gives("one", InAnHour);
        var source = Source();
        await source.GetAsync(false, default);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) await source.GetAsync(false, default);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(-1, 60)]
    [InlineData(300, 0)]
    public void OptionsThatCannotBeAreRefused(int before, int timeout)
    {
        var options = new AwsSdkOptions { RefreshBefore = TimeSpan.FromSeconds(before), Timeout = TimeSpan.FromSeconds(timeout) };

        Assert.Contains("AwsSdkOptions.", Assert.Throws<ArgumentException>(() => AwsSdkCredentials.Container(options)).Message, StringComparison.Ordinal);
    }

    private RefreshingCredentials Source() => new(_fetch, new AwsSdkOptions { Time = _clock });

    private static async Task<string> CurrentAsync(RefreshingCredentials source)
    {
        var call = source.GetAsync(false, default).AsTask();
        Assert.True(call.IsCompletedSuccessfully, "a caller waited although valid credentials were at hand");
        return (await call).AccessKeyId;
    }

    // Only another thread's turn is waited for, no time.
    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1_000_000 && !condition(); i++) await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Assert.True(condition());
    }
}
