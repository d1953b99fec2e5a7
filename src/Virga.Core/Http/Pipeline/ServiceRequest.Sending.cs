using System.Runtime.CompilerServices;

namespace Virga.Http;

/// <content>Sending and presigning.</content>
public sealed partial class ServiceRequest
{
    private readonly List<UsedSession> _usedSessions = [];
    private int _targetLength;
    private int _targetQueryAt;
    private string _ownPath = "";
    private string? _ownQuery;
    private bool _sealed;
    private bool _isIdempotent;

    /// <summary>Whether it may be sent again when it is not known whether it arrived.</summary>
    internal bool IsIdempotent => _isIdempotent || Operation.IsIdempotent;

    internal AuthScheme Auth { get; private set; } = AuthScheme.Anonymous;

    internal RequestAttempt Attempt => _attempt;

    internal AttemptContent? Content { get; private set; }

    internal CallOptions? CallOptions => _options;

    /// <summary>Says that this request does the same when it is sent twice, as with a condition or an idempotency token.</summary>
    /// <param name="value">Whether it does; false leaves it at what the operation says.</param>
    public void Idempotent(bool value) => _isIdempotent |= value;

    /// <summary>Sends the request, again after errors that may pass, and gives the answer.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    public ValueTask<ServiceResponse> SendAsync(CancellationToken cancellationToken) => SendAsync(static response => response, cancellationToken);

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, and makes the call's result of the answer, which the result owns.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="read">Makes it; when it throws, the answer is disposed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> SendAsync<T>(Func<ServiceResponse, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var transport = Transport;
        var operation = Operation;
        var timer = transport.RentTimer();
        ServiceResponse? response = null;
        var isRead = false;
        try
        {
            timer.Start(_options?.Timeout ?? transport.Options.Timeouts.Overall, cancellationToken);
            await SealAsync(operation.Security, isSent: true, timer.Token).ConfigureAwait(false);
            var outcome = await AttemptAsync(timer, 1).ConfigureAwait(false);
            if (outcome.Answer is null) outcome = await transport.Retrying.ContinueAsync(this, timer, outcome).ConfigureAwait(false);
            else transport.Retrying.Succeeded();
            response = new ServiceResponse(transport, operation, outcome.Answer ?? throw outcome.Failure!, timer, outcome.Body);
            var result = read(response);
            isRead = true;
            return result;
        }
        catch (OperationCanceledException e)
        {
            throw timer.Explain(e, operation.Name);
        }
        finally
        {
            if (response is null) transport.Return(timer);
            else if (!isRead) response.Dispose();
            transport.Return(this);
        }
    }

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, and gives status and headers of the answer alone: for answers whose body nobody reads.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    public ValueTask<ResponseHead> SendForHeadAsync(CancellationToken cancellationToken) => SendForHeadAsync(static head => head, cancellationToken);

    /// <summary>Sends the request as <see cref="SendForHeadAsync(CancellationToken)"/> does, and makes the call's result of status and headers.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="read">Makes it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    /// <remarks>The result is made here, so that small calls have one asynchronous method less: each costs about a hundredth of the call.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> SendForHeadAsync<T>(Func<ResponseHead, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var transport = Transport;
        var operation = Operation;
        var timer = transport.RentTimer();
        try
        {
            timer.Start(_options?.Timeout ?? transport.Options.Timeouts.Overall, cancellationToken);
            await SealAsync(operation.Security, isSent: true, timer.Token).ConfigureAwait(false);
            var outcome = await AttemptAsync(timer, 1).ConfigureAwait(false);
            if (outcome.Answer is null) outcome = await transport.Retrying.ContinueAsync(this, timer, outcome).ConfigureAwait(false);
            else transport.Retrying.Succeeded();
            var answer = outcome.Answer ?? throw outcome.Failure!;
            answer.Dispose();
            outcome.Body?.Dispose();
            return read(new ResponseHead(answer, operation.Name));
        }
        catch (OperationCanceledException e)
        {
            throw timer.Explain(e, operation.Name);
        }
        finally
        {
            transport.Return(timer);
            transport.Return(this);
        }
    }

    /// <summary>Makes a request that carries its own right, in place of sending it.</summary>
    /// <param name="expires">How long the right holds; positive.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.Unsupported"/> when the credentials cannot sign URLs.</exception>
    public async ValueTask<SignedRequest> PresignAsync(TimeSpan expires, CancellationToken cancellationToken)
    {
        if (expires <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(expires), expires, "A presigned URL must expire after a positive time.");
        try
        {
            await SealAsync(Operation.PresignSecurity ?? Operation.Security, isSent: false, cancellationToken).ConfigureAwait(false);
            await BeginAttemptAsync(cancellationToken).ConfigureAwait(false);
            RequireTrust();
            return await Auth.PresignAsync(_attempt, expires, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Transport.Return(this);
        }
    }

    internal void Begin(Operation operation, Origin origin, CallOptions? options)
    {
        _operation = operation;
        _origin = origin;
        _options = options;
        if (operation.Accept is { } accept) _headers.Add(new("Accept", accept));
    }

    /// <summary>Sends once. Failures that are the service's or the network's are returned, all others thrown.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<AttemptOutcome> AttemptAsync(CallTimer timer, int number)
    {
        await BeginAttemptAsync(timer.Token).ConfigureAwait(false);
        RequireTrust();
        var signing = Auth.AuthenticateAsync(_attempt, timer.Token);
        if (!signing.IsCompletedSuccessfully) await signing.ConfigureAwait(false);

        var trace = Transport.Events.Begin(this, number);
        AttemptOutcome result = default;
        HttpResponseMessage? answer = null;
        try
        {
            var message = Message(timer);
            timer.Enter(Content is null ? CallLimit.ResponseHeaders : CallLimit.Sending, Transport.Options.Timeouts.ResponseHeaders);
            answer = await Transport.SendAsync(message, timer.Token).ConfigureAwait(false);
            timer.Leave();
            var outcome = await AnswerReading.ReadAsync(this, answer, timer, number).ConfigureAwait(false);
            if (outcome.Answer is not null) answer = null;
            return result = outcome with { BodyIsSpent = BodyIsSpent };
        }
        catch (Exception e) when (SendFailure.Explain(e, this, timer) is { } failure)
        {
            return result = failure with { BodyIsSpent = BodyIsSpent };
        }
        finally
        {
            answer?.Dispose();
            Transport.Events.End(trace, this, number, result);
        }
    }

    /// <summary>A session of this request that a status ends; null when none is.</summary>
    internal UsedSession? SessionToRenew(int status)
    {
        foreach (var used in _usedSessions)
        {
            if (used.Session.RenewOn.Contains(status)) return used;
        }

        return null;
    }

    /// <summary>The URL as it may be logged.</summary>
    internal string RedactedUrl() => Redaction.Url(Origin.Prefix, PathText, QueryText, hideAll: _isForeign, alsoSecret: null);

    /// <summary>Forgets everything, for the next request. False when the handler may still read from the body.</summary>
    internal bool Clear()
    {
        if (Content is { HasEnded: false }) return false;
        _operation = null;
        _origin = null;
        _options = null;
        _target.Clear();
        _queryAt = -1;
        _serverQuery = null;
        _ownPath = "";
        _ownQuery = null;
        _headers.Clear();
        _sessionHeaders.Clear();
        _sessionServer = null;
        _usedSessions.Clear();
        _attempt.Reset();
        _buffer?.Clear();
        _parameter?.Clear();
        _styled.Clear();
        BodySource = null;
        _memoryBody.Set(default);
        Content = null;
        TrailerChecksum = ChecksumAlgorithm.None;
        TrailerName = null;
        Auth = AuthScheme.Anonymous;
        _sealed = false;
        _isForeign = false;
        _isIdempotent = false;
        return true;
    }

    private bool BodyIsSpent => Content is { HasStarted: true } && BodySource is { IsReplayable: false };

    /// <summary>Everything that is the same for all attempts.</summary>
    private ValueTask SealAsync(string? security, bool isSent, CancellationToken cancellationToken)
    {
        if (_sealed) throw new InvalidOperationException("The request has been sent; begin a new one.");
        _sealed = true;
        Auth = Transport.Scheme(security, Operation, isSent && Operation.IsSecurityOptional);
        if (_options?.Query is { } query)
        {
            foreach (var (name, value) in query) Query(Uri.EscapeDataString(name), value);
        }

        if (_options?.Headers is { } headers)
        {
            foreach (var (name, value) in headers) ReplaceHeader(name, value);
        }

        if (_serverQuery is not null) BeginQuery();
        if (_target.Length == 0) _target.Append(Origin.BasePath);
        if (_sessionServer is not null) KeepOwnTarget();
        else if (_target.Length == 0) _target.Append('/');
        _targetLength = _target.Length;
        _targetQueryAt = _queryAt;
        if (BodySource is { Length: null } && Operation.LengthRequired)
        {
            throw new ArgumentException($"{Operation.Name} needs to know the length of its body before it is sent. Give a stream that can seek, or RequestBody.FromStream with a length.");
        }

        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        return Operation.Checksum is { } trait && BodySource is { } body && isSent ? AddChecksum(trait, body, cancellationToken) : ValueTask.CompletedTask;
    }

    private ValueTask AddChecksum(ChecksumTrait trait, BodySource body, CancellationToken cancellationToken)
    {
        var names = Operation.ChecksumHeaders;
        if (!ChecksumHeader.IsWanted(trait, Transport.Checksums) || ChecksumHeader.IsGiven(trait, names, _headers)) return ValueTask.CompletedTask;
        var name = names[(int)trait.Default];
        if (body.IsReplayable)
        {
            Span<byte> checksum = stackalloc byte[ChecksumComputer.MaxSize];
            if (!BodyHash.TryCompute(trait.Default, body, checksum, out var size)) return AddChecksumAsync(name, trait.Default, body, cancellationToken);
            _headers.Add(new(name, Convert.ToBase64String(checksum[..size])));
        }
        else if (Operation.Framing != "plain")
        {
            TrailerChecksum = trait.Default;
            TrailerName = name;
        }
        else if (trait.Required)
        {
            throw new VirgaException(ErrorKind.Unsupported, $"{Operation.Name} must carry a checksum of its body, and the body can be read only once. Give a stream that can seek, bytes or a file, or the header {name}.");
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask AddChecksumAsync(string name, ChecksumAlgorithm algorithm, BodySource body, CancellationToken cancellationToken)
    {
        var checksum = await BodyHash.ComputeAsync(algorithm, body, cancellationToken).ConfigureAwait(false);
        _headers.Add(new(name, Convert.ToBase64String(checksum.Value.Span)));
    }

    private void ReplaceHeader(string name, string value)
    {
        HeaderText.Check(name, value);
        _headers.RemoveAll(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase));
        _headers.Add(new(name, value));
    }

    private async ValueTask ResolveSessionsAsync(CancellationToken cancellationToken)
    {
        if (_sessionServer is { } server)
        {
            var answer = await server.Session.GetAsync(cancellationToken).ConfigureAwait(false);
            _usedSessions.Add(new(server.Session, answer));
            var foreign = Transport.ForeignServer($"session {server.Session.Name}", Kept(answer, server.Session, server.Key), Operation.Name);
            _origin = foreign.Origin;
            _isForeign = true;
            BuildTarget(foreign);
        }

        foreach (var header in _sessionHeaders)
        {
            var answer = await header.Session.GetAsync(cancellationToken).ConfigureAwait(false);
            _usedSessions.Add(new(header.Session, answer));
            _attempt.SetHeader(header.Name, header.Prefix + Kept(answer, header.Session, header.Key));
        }
    }

    private void KeepOwnTarget()
    {
        _ownPath = _queryAt < 0 ? _target.Text.ToString() : _target.Text[.._queryAt].ToString();
        _ownQuery = _queryAt < 0 ? null : QueryText.ToString();
    }

    /// <summary>The session's URL as it is, with the request's own path and query behind its own.</summary>
    private void BuildTarget(ForeignServer server)
    {
        _target.Clear();
        _queryAt = -1;
        _target.Append(_ownPath.StartsWith('/') ? server.Path.TrimEnd('/') : server.Path);
        _target.Append(_ownPath);
        if (_target.Length == 0) _target.Append('/');
        if ((server.Query ?? _ownQuery) is not { } query) return;
        _queryAt = _target.Length;
        _target.Append('?');
        _target.Append(query);
        if (server.Query is null || string.IsNullOrEmpty(_ownQuery)) return;
        _target.Append('&');
        _target.Append(_ownQuery);
    }

    private static string Kept(SessionAnswer answer, Session session, string key) =>
        answer.Values.TryGetValue(key, out var value) ? value : throw new VirgaException(ErrorKind.MalformedResponse, $"The answer of session {session.Name} has no {key}.");

    private ValueTask BeginAttemptAsync(CancellationToken cancellationToken)
    {
        _target.Truncate(_targetLength);
        _queryAt = _targetQueryAt;
        _attempt.Reset();
        _usedSessions.Clear();
        foreach (var (name, value) in _headers) _attempt.SetHeader(name, value);
        return _sessionHeaders.Count == 0 && _sessionServer is null ? ValueTask.CompletedTask : ResolveSessionsAsync(cancellationToken);
    }

    private void RequireTrust()
    {
        if (Origin.Refusal is { } refusal && (!Auth.IsAnonymous || _sessionHeaders.Count > 0)) throw new VirgaException(ErrorKind.Untrusted, $"{Operation.Name}: {refusal}");
    }

    private HttpRequestMessage Message(CallTimer timer)
    {
        var message = new HttpRequestMessage(Operation.Method, ToUri());
        if (Transport.Options.HttpVersion is { } version)
        {
            message.Version = version;
            message.VersionPolicy = Transport.Options.HttpVersionPolicy;
        }

        Content = null;
        if (BodySource is { } body)
        {
            Content = new AttemptContent(body, _attempt.Wrap, _attempt.Wrap is null ? body.Length : _attempt.FramedLength, timer);
            message.Content = Content;
            if (Operation.ExpectContinue) message.Headers.ExpectContinue = true;
        }

        foreach (var (name, value) in _attempt.HeaderList)
        {
            if (message.Headers.TryAddWithoutValidation(name, value)) continue;
            message.Content ??= new ByteArrayContent([]);
            message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (Transport.UserAgent is { } agent && _attempt.Header("User-Agent") is null) message.Headers.TryAddWithoutValidation("User-Agent", agent);
        return message;
    }
}
