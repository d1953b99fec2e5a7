using System.Globalization;

namespace Virga.Http;

/// <summary>Calls an operation again and again until its answer shows a state.</summary>
public sealed class Waiter
{
    /// <summary>Its name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The rules, in their order. An answer that none fits is looked for again; an error that none fits ends the wait.</summary>
    public required IReadOnlyList<WaiterAcceptor> Acceptors { get; init; }

    /// <summary>The time from one look to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time from one look to the next.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait at all.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Waits for the state.</summary>
    /// <typeparam name="T">What the operation gives.</typeparam>
    /// <param name="transport">What carries the requests.</param>
    /// <param name="request">Makes the request of one look.</param>
    /// <param name="read">Makes the result of an answer; null for none.</param>
    /// <param name="options">How often and how long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the operation gave; nothing when an error was what was waited for.</returns>
    /// <exception cref="WaitException">The time is up, or a rule says that it will not come.</exception>
    /// <exception cref="ServiceException">An error that no rule knows.</exception>
    public async ValueTask<T> WaitAsync<T>(ServiceTransport transport, Func<CancellationToken, ValueTask<ServiceRequest>> request, Func<ResponseHead, ResponseBody, T>? read, WaitOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(request);
        var schedule = new PollSchedule(options, Interval, MaxInterval, Timeout, transport.Options.TimeProvider);
        for (var polls = 1; ; polls++)
        {
            string seen;
            TimeSpan? asked;
            try
            {
                var call = await request(cancellationToken).ConfigureAwait(false);
                using var response = await call.SendAsync(cancellationToken).ConfigureAwait(false);
                using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
                using var answer = new PolledAnswer(response.Head, body.Bytes);
                seen = Seen(answer, response.Status);
                asked = RetryDelay.Asked(response.Head, transport.Options.TimeProvider);
                var state = Acceptors.FirstOrDefault(acceptor => acceptor.Fits(answer, response.Status))?.State ?? WaiterState.Retry;
                if (state == WaiterState.Success) return read is null ? default! : read(response.Head, body);
                if (state == WaiterState.Failure) throw Failed(ErrorKind.Unknown, seen, polls, null);
            }
            catch (ServiceException error) when (Acceptors.FirstOrDefault(acceptor => acceptor.Fits(error)) is { } fitting)
            {
                seen = error.Code is null ? $"status {error.Status}" : $"status {error.Status} with {HeaderText.Printable(error.Code)}";
                asked = error.RetryAfter;
                if (fitting.State == WaiterState.Success) return default!;
                if (fitting.State == WaiterState.Failure) throw Failed(error.Kind, seen, polls, error);
            }

            options?.Progress?.Report(new WaitProgress(seen, null, polls));
            await schedule.WaitAsync(asked, cancellationToken).ConfigureAwait(false);
            if (schedule.IsOver)
            {
                throw new WaitException(ErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"{Name} has not come within {schedule.Timeout.TotalSeconds:0.###} s; {seen} was seen last, in look {polls}.")) { LastSeen = seen, Polls = polls };
            }
        }
    }

    private WaitException Failed(ErrorKind kind, string seen, int polls, ServiceException? error) =>
        new(kind, $"{Name} will not come: {seen} was seen, in look {polls}.", error) { LastSeen = seen, Polls = polls };

    private string Seen(PolledAnswer answer, int status)
    {
        var path = Acceptors.Select(acceptor => acceptor.Path).FirstOrDefault(path => path is not null);
        if (path is null) return $"status {status}";
        var values = answer.Values(path);
        var shown = string.Join(", ", values.Take(5).Select(value => value.Length <= 60 ? value : value[..60] + "..."));
        return $"{path} {(values.Count == 0 ? "missing" : "= " + HeaderText.Printable(shown) + (values.Count > 5 ? ", ..." : ""))}";
    }
}
