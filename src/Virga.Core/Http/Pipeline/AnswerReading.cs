namespace Virga.Http;

/// <summary>Reads what came back in one attempt.</summary>
internal static class AnswerReading
{
    // Error bodies are small; more than this is read by nobody, and the connection is given up rather than drained.
    private const int MaxErrorBody = 1024 * 1024;

    public static async ValueTask<AttemptOutcome> ReadAsync(ServiceRequest request, HttpResponseMessage message, CallTimer timer, int number)
    {
        var operation = request.Operation;
        var status = (int)message.StatusCode;
        var format = operation.Errors ?? request.Transport.Service.Errors;
        if (Array.IndexOf(operation.Success, status) >= 0)
        {
            var body = operation is { HasResponseBody: true, StreamsResponse: false } && operation.Method != HttpMethod.Head
                ? await ReadAllAsync(request, message, timer, request.Transport.Options.MaxBufferedResponse).ConfigureAwait(false)
                : null;
            if (body is null || format.Late is not { } late || !ErrorDocument.IsLate(body.AsSequence(), late, format))
            {
                Succeed(request, message, format, number);
                return new AttemptOutcome(message, null) { Body = body };
            }

            using (body) return Error(request, message, body, format, number, isLate: true);
        }

        using var error = operation.Method == HttpMethod.Head ? new PooledBuffer() : await ReadErrorAsync(request, message, timer).ConfigureAwait(false);
        return Error(request, message, error, format, number, isLate: false);
    }

    public static async ValueTask<PooledBuffer> ReadAllAsync(ServiceRequest request, HttpResponseMessage message, CallTimer timer, long limit)
    {
        var declared = BodyReading.Declared(message, request.Operation);
        if (declared > limit) throw TooLarge(request.Operation.Name, declared.Value, limit);
        var buffer = new PooledBuffer();
        try
        {
            await BodyReading.FillAsync(buffer, message.Content.ReadAsStream(CancellationToken.None), declared, limit, timer, request.Transport.Options.Timeouts.ReadIdle, request.Operation.Name).ConfigureAwait(false);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public static VirgaException TooLarge(string operation, long length, long limit) =>
        new(ErrorKind.TooLarge, $"{operation}: the answer has {length} bytes or more, and at most {limit} are read into memory (ClientOptions.MaxBufferedResponse).");

    private static async ValueTask<PooledBuffer> ReadErrorAsync(ServiceRequest request, HttpResponseMessage message, CallTimer timer)
    {
        var buffer = new PooledBuffer();
        try
        {
            await BodyReading.FillAsync(buffer, message.Content.ReadAsStream(CancellationToken.None), null, MaxErrorBody, timer, request.Transport.Options.Timeouts.ReadIdle, request.Operation.Name).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or VirgaException { Kind: not ErrorKind.Timeout })
        {
            // The status is known; what came of the body explains it as far as it goes.
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }

        return buffer;
    }

    private static void Succeed(ServiceRequest request, HttpResponseMessage message, ErrorFormat format, int number)
    {
        if (request.CallOptions?.Response is not { } info) return;
        var head = new ResponseHead(message, request.Operation.Name);
        info.Fill(head, ErrorDocument.RequestId(format, head), number);
    }

    private static AttemptOutcome Error(ServiceRequest request, HttpResponseMessage message, PooledBuffer body, ErrorFormat format, int number, bool isLate)
    {
        var head = new ResponseHead(message, request.Operation.Name);
        var failure = ErrorReading.Read(request, head, body.AsSequence(), format, number, isLate);
        request.CallOptions?.Response?.Fill(head, failure.RequestId, number);
        return new AttemptOutcome(null, failure)
        {
            IsRetryable = failure.IsRetryable,
            RetryAfter = failure.RetryAfter,

            // Behind a success the work had begun; a bare 503 may come from a proxy that gave up on it.
            WasRejected = !isLate && failure.Kind == ErrorKind.Throttled,
        };
    }
}
