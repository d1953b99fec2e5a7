using Polly;
using Polly.Retry;

namespace Virga.Http;

/// <summary>Goes on after a first attempt that failed. Calls that succeed at once never come here.</summary>
internal sealed class Retrying
{
    private static readonly ResiliencePropertyKey<RetryCall> CallKey = new("virga.call");

    private readonly RetryBudget _budget;
    private readonly ResiliencePipeline<AttemptOutcome> _pipeline;

    public Retrying(RetryOptions options, TimeProvider time)
    {
        _budget = new RetryBudget(options.Budget);
        _pipeline = new ResiliencePipelineBuilder<AttemptOutcome> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<AttemptOutcome>
            {
                // RetryCall counts: its attempts include those that follow mended credentials.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is null && Call(arguments.Context).ShouldRetry(arguments.Outcome.Result)),
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(Call(arguments.Context).Delay(arguments.Outcome.Result)),
            })
            .Build();
    }

    public void Succeeded() => _budget.Succeeded(0);

    public async ValueTask<AttemptOutcome> ContinueAsync(ServiceRequest request, CallTimer timer, AttemptOutcome first)
    {
        var call = new RetryCall(request, timer, _budget, first);
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, timer.CallToken);
        try
        {
            context.Properties.Set(CallKey, call);
            var outcome = await _pipeline.ExecuteOutcomeAsync(static (_, state) => NextAsync(state), context, call).ConfigureAwait(false);
            outcome.ThrowIfException();
            var last = outcome.Result;
            if (last.Answer is null) return last with { Failure = call.Describe(last.Failure!) };
            _budget.Succeeded(call.Price);
            return last;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static RetryCall Call(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private static async ValueTask<Outcome<AttemptOutcome>> NextAsync(RetryCall call)
    {
        try
        {
            return Outcome.FromResult(await call.NextAsync().ConfigureAwait(false));
        }
        catch (Exception e)
        {
            return Outcome.FromException<AttemptOutcome>(e);
        }
    }
}
