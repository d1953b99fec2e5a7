using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Virga.Storage;

/// <summary>Asks a store for one row of a listing.</summary>
internal sealed class ObjectStoreHealthCheck(string name, ObjectStoreHealthOptions options, StoreOpener opener, TimeProvider time) : IHealthCheck
{
    private static readonly ListOptions One = new() { PageSize = 1, Limit = 1 };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["store"] = name };
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var store = await opener.OpenAsync(name).WaitAsync(either.Token).ConfigureAwait(false);
            data["bucket"] = store.Bucket;
            await AskAsync(store, either.Token).ConfigureAwait(false);
            return HealthCheckResult.Healthy("The bucket answers.", data);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(context, new VirgaException(ErrorKind.Timeout, $"The store did not answer within {options.Timeout}.", e), data);
        }
        catch (VirgaException e)
        {
            return Failed(context, e, data);
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException e)
        {
            return Failed(context, new VirgaException(ErrorKind.InvalidArgument, e.Message, e), data);
        }
    }

    private async Task AskAsync(ObjectStore store, CancellationToken cancellationToken)
    {
        if (options.Key is { } key)
        {
            await store.ExistsAsync(key, cancellationToken).ConfigureAwait(false);
            return;
        }

        // One page, and no second one when the first has no row.
        var pages = store.ListPagesAsync(null, One, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false)) await pages.MoveNextAsync().ConfigureAwait(false);
    }

    private HealthCheckResult Failed(HealthCheckContext context, VirgaException error, Dictionary<string, object> data)
    {
        data["kind"] = error.Kind.ToString();
        if (error.Status is { } status) data["status"] = status;
        if (error.Code is { } code) data["code"] = code;
        if (error.RequestId is { } request) data["requestId"] = request;
        var health = options.Degraded.Contains(error.Kind) ? HealthStatus.Degraded : context.Registration.FailureStatus;
        return new HealthCheckResult(health, error.Message, error, data);
    }
}
