namespace Virga.Http;

/// <summary>Reads a body into pooled memory.</summary>
internal static class BodyReading
{
    /// <summary>How long the body is to be; null when it is not said, or when there is none whatever is said (RFC 9110 section 8.6: HEAD and 304 tell of a body that does not come).</summary>
    public static long? Declared(HttpResponseMessage message, Operation operation) =>
        operation.Method == HttpMethod.Head || (int)message.StatusCode is 204 or 304 ? null : message.Content.Headers.ContentLength;

    public static async ValueTask FillAsync(PooledBuffer buffer, Stream stream, long? declared, long limit, CallTimer timer, TimeSpan idle, string operation)
    {
        while (true)
        {
            timer.Enter(CallLimit.ReadIdle, idle);
            var count = await stream.ReadAsync(buffer.GetMemory(), timer.Token).ConfigureAwait(false);
            timer.Leave();
            if (count == 0) break;
            buffer.Advance(count);
            if (buffer.Length > limit) throw AnswerReading.TooLarge(operation, buffer.Length, limit);
        }

        if (declared is { } expected && buffer.Length != expected) throw Cut(operation, buffer.Length, expected, null);
    }

    public static VirgaException Cut(string operation, long length, long? expected, Exception? cause) =>
        new(ErrorKind.Connection, expected is null ? $"{operation}: the answer broke off after {length} bytes." : $"{operation}: the answer broke off after {length} of {expected} bytes.", cause) { IsRetryable = true };
}
