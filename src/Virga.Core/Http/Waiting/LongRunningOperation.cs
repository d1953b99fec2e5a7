using System.Buffers;
using System.Globalization;

namespace Virga.Http;

/// <summary>An operation that the service works on after it has answered. Not safe for concurrent calls.</summary>
/// <typeparam name="T">Its result.</typeparam>
public sealed class LongRunningOperation<T>
{
    private readonly LongRunningCalls<T> _calls;
    private readonly SavedOperation _saved;
    private readonly CallOptions? _options;
    private TimeSpan? _retryAfter;
    private bool _isUnseen;
    private T? _value;
    private ServiceException? _failure;

    internal LongRunningOperation(LongRunningCalls<T> calls, SavedOperation saved, CallOptions? options, bool isResumed)
    {
        _calls = calls;
        _saved = saved;

        // The query and the place for the answer are those of the first call alone.
        _options = options is null ? null : new CallOptions { Headers = options.Headers, Timeout = options.Timeout };
        _isUnseen = isResumed;
    }

    /// <summary>The state that was seen last, in the service's words; null before one was seen.</summary>
    public string? Status { get; private set; }

    /// <summary>How much is done, from 0 to 100; null when the service does not say.</summary>
    public double? PercentComplete { get; private set; }

    /// <summary>How often the service was asked.</summary>
    public int Polls { get; private set; }

    /// <summary>Whether it has ended, with success or without.</summary>
    public bool HasCompleted { get; private set; }

    /// <summary>Whether it can be cancelled at the service.</summary>
    public bool CanCancel => _calls.Cancel is not null || (Definition.CancelMethod is not null && _saved.Url is not null);

    /// <summary>The result.</summary>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    /// <exception cref="OperationFailedException">It has failed.</exception>
    public T Value => !HasCompleted ? throw new InvalidOperationException($"{Name} has not ended; wait for it.") : _failure is { } failure ? throw failure : _value!;

    private LongRunningDefinition Definition => _calls.Definition;

    private string Name => Definition.Name;

    /// <summary>What is needed to go on later, or elsewhere.</summary>
    public SavedOperation Save() => _saved;

    /// <summary>Asks the service once.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="VirgaException">As any call; <see cref="ErrorKind.Untrusted"/> when credentials would go to a host that the service named and nobody trusts. That the operation failed is told by <see cref="Value"/>.</exception>
    public async ValueTask UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (HasCompleted) return;
        var request = _calls.Poll is { } poll ? poll(_saved, _options) : ByUrl(Definition.Look, _saved.Url!);
        using var response = await request.SendAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        using var answer = new PolledAnswer(response.Head, body.Bytes);
        Polls++;
        _isUnseen = false;
        See(answer, response.Head);
        await EndAsync(Judge(response.Head.Status), answer, response.Head, body.Bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the service until the operation has ended, and gives its result.</summary>
    /// <param name="options">How often and how long; null for what the spec says.</param>
    /// <param name="cancellationToken">Ends the wait; the operation goes on.</param>
    /// <exception cref="OperationFailedException">It has failed; code, message and state are the service's.</exception>
    /// <exception cref="WaitException">The time is up (<see cref="WaitOptions.Timeout"/>).</exception>
    /// <exception cref="VirgaException">As any call.</exception>
    public async ValueTask<T> WaitAsync(WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        var schedule = new PollSchedule(options, Definition.Interval, Definition.MaxInterval, Definition.Timeout, _calls.Transport.Options.TimeProvider);
        while (!HasCompleted)
        {
            if (schedule.IsOver) throw await GiveUpAsync(schedule.Timeout, options, cancellationToken).ConfigureAwait(false);
            if (!_isUnseen) await schedule.WaitAsync(_retryAfter, cancellationToken).ConfigureAwait(false);
            await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
            options?.Progress?.Report(new WaitProgress(Status, PercentComplete, Polls));
        }

        return Value;
    }

    /// <summary>Asks the service to end it. Whether it does, the next look says.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="VirgaException"><see cref="ErrorKind.Unsupported"/> when the spec does not say how; else as any call.</exception>
    public async ValueTask CancelAsync(CancellationToken cancellationToken = default)
    {
        if (!CanCancel) throw new VirgaException(ErrorKind.Unsupported, $"{Name} cannot be cancelled: the spec does not say how.");
        var request = _calls.Cancel is { } cancel ? cancel(_saved, _options) : ByUrl(Definition.Cancel, _saved.Url!);
        using var response = await request.SendAsync(cancellationToken).ConfigureAwait(false);
    }

    internal void Begin(PolledAnswer answer, ResponseHead head, ReadOnlySequence<byte> body, bool hasPlace)
    {
        See(answer, head);
        var isOver = _calls.Poll is null && (!hasPlace || Definition.Status == "status") && Judge(head.Status) == Outcome.Success;
        if (isOver) Succeed(answer, body);
        else if (!hasPlace) throw _calls.Missing(head, string.Join(" or ", Definition.From));
    }

    private ServiceRequest ByUrl(Operation operation, string url)
    {
        var request = _calls.Transport.Begin(operation, _options);
        request.Server("the polling address", url);
        return request;
    }

    private void See(PolledAnswer answer, ResponseHead head)
    {
        Status = answer.Find(Definition.Status);
        _retryAfter = RetryDelay.Asked(head, _calls.Transport.Options.TimeProvider);
        if (Definition.Progress is { } path && answer.Find(path) is { } text && double.TryParse(text.AsSpan().Trim(" %"), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)) PercentComplete = percent;
    }

    private Outcome Judge(int httpStatus)
    {
        if (Status is null) return Definition.IsStatusOptional && httpStatus != 202 ? Outcome.Success : Outcome.Running;
        if (Lists(Definition.Success)) return Outcome.Success;
        if (Lists(Definition.Failure)) return Outcome.Failure;
        if (Definition.Running.Count == 0) return Definition.Success.Count == 0 ? Outcome.Success : Outcome.Running;
        return Lists(Definition.Running) ? Outcome.Running : Definition.Success.Count == 0 ? Outcome.Success : Outcome.Failure;
    }

    private bool Lists(IReadOnlyList<string> states) => states.Any(state => string.Equals(state, Status, StringComparison.OrdinalIgnoreCase));

    private async ValueTask EndAsync(Outcome outcome, PolledAnswer answer, ResponseHead head, ReadOnlySequence<byte> body, CancellationToken cancellationToken)
    {
        if (outcome == Outcome.Running) return;
        if (outcome == Outcome.Failure)
        {
            _failure = Failure(head, body);
            HasCompleted = true;
            return;
        }

        var url = Definition.Final is null or "request" ? _saved.FinalUrl : answer.Find(Definition.Final) ?? _saved.FinalUrl;
        if (url is null || url == _saved.Url)
        {
            Succeed(answer, body);
            return;
        }

        using var response = await ByUrl(Definition.Look, url).SendAsync(cancellationToken).ConfigureAwait(false);
        using var last = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        using var final = new PolledAnswer(response.Head, last.Bytes);
        Succeed(final, last.Bytes);
    }

    private void Succeed(PolledAnswer answer, ReadOnlySequence<byte> body)
    {
        _value = _calls.Read(answer, body, Status);
        HasCompleted = true;
    }

    private OperationFailedException Failure(ResponseHead head, ReadOnlySequence<byte> body)
    {
        var format = Definition.Operation.Errors ?? _calls.Transport.Service.Errors;
        var code = ErrorDocument.Find(format.Code, head, body, format);
        var message = ErrorDocument.Find(format.Message, head, body, format);
        var kind = format.Kinds.FirstOrDefault(rule => rule.Code is not null && rule.Code == code)?.Kind ?? ErrorKind.Unknown;
        var told = message is null ? "" : ": " + HeaderText.Printable(message.Length <= 1024 ? message : message[..1024] + "...");
        return new OperationFailedException(kind, $"{Name} ended as {Shown(Status)}{(code is null ? "" : " with " + Shown(code))}{told}")
        {
            State = Status,
            Code = code,
            Status = head.Status,
            Service = _calls.Transport.Service.Name,
            Operation = Name,
            Headers = head.ToList(),
        };
    }

    private async ValueTask<WaitException> GiveUpAsync(TimeSpan timeout, WaitOptions? options, CancellationToken cancellationToken)
    {
        var note = "";
        if (CanCancel && options?.CancelOnTimeout != false)
        {
            try
            {
                await CancelAsync(cancellationToken).ConfigureAwait(false);
                note = " It was cancelled.";
            }
            catch (VirgaException e)
            {
                note = $" It could not be cancelled: {e.Message}";
            }
        }

        return new WaitException(ErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"{Name} has not ended within {timeout.TotalSeconds:0.###} s; its state is {Shown(Status)} after {Polls} looks.{note}")) { LastSeen = Status, Polls = Polls };
    }

    private static string Shown(string? text) => text is null ? "unknown" : $"'{HeaderText.Printable(text.Length <= 100 ? text : text[..100] + "...")}'";

    private enum Outcome
    {
        Running,
        Success,
        Failure,
    }
}
