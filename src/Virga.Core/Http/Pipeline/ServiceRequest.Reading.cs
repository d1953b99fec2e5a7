using System.Buffers;
using System.Runtime.CompilerServices;
using Virga.Serialization;

namespace Virga.Http;

/// <content>Sending, and reading the body of the answer where the request is sent: one asynchronous method and no object beside the result.</content>
public sealed partial class ServiceRequest
{
    /// <summary>Reads the body of an answer; implemented by structs, so that each way of reading gets code of its own.</summary>
    private interface IBodyReader<out T>
    {
        T Read(ReadOnlySequence<byte> body, string what);
    }

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does; the body of the answer is read by nobody.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, or credentials would have gone where they must not.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask CompleteAsync(CancellationToken cancellationToken) => await SendForHeadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, and reads the answer as JSON.</summary>
    /// <typeparam name="T">The type of the body.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="isOptional">Whether an empty body stands for the default value.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    public ValueTask<T> ReadJsonAsync<T>(JsonRead<T> read, CancellationToken cancellationToken, bool isOptional = false) =>
        ReadJsonAsync(read, static (_, body) => body, cancellationToken, isOptional);

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, reads the answer as JSON, and makes the call's result of head and body.</summary>
    /// <typeparam name="TBody">The type of the body.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="read">Reads the body.</param>
    /// <param name="make">Makes the result.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="isOptional">Whether an empty body stands for the default value.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    public ValueTask<T> ReadJsonAsync<TBody, T>(JsonRead<TBody> read, Func<ResponseHead, TBody, T> make, CancellationToken cancellationToken, bool isOptional = false)
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadWithAsync(new JsonReader<TBody>(read), make, isOptional, cancellationToken);
    }

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, and reads the answer.</summary>
    /// <typeparam name="T">The type of the body.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="isOptional">Whether an empty body stands for the default value.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    public ValueTask<T> ReadAsync<T>(ReadBody<T> read, CancellationToken cancellationToken, bool isOptional = false) =>
        ReadAsync(read, static (_, body) => body, cancellationToken, isOptional);

    /// <summary>Sends the request as <see cref="SendAsync(CancellationToken)"/> does, reads the answer, and makes the call's result of head and body.</summary>
    /// <typeparam name="TBody">The type of the body.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="read">Reads the body.</param>
    /// <param name="make">Makes the result.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="isOptional">Whether an empty body stands for the default value.</param>
    /// <exception cref="ServiceException">The status is not one of the operation's successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, the answer is malformed, or credentials would have gone where they must not.</exception>
    public ValueTask<T> ReadAsync<TBody, T>(ReadBody<TBody> read, Func<ResponseHead, TBody, T> make, CancellationToken cancellationToken, bool isOptional = false)
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadWithAsync(new BytesReader<TBody>(read), make, isOptional, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> ReadWithAsync<TReader, TBody, T>(TReader reader, Func<ResponseHead, TBody, T> make, bool isOptional, CancellationToken cancellationToken)
        where TReader : struct, IBodyReader<TBody>
    {
        ArgumentNullException.ThrowIfNull(make);
        var transport = Transport;
        var operation = Operation;
        var timer = transport.RentTimer();
        AttemptOutcome outcome = default;
        try
        {
            timer.Start(_options?.Timeout ?? transport.Options.Timeouts.Overall, cancellationToken);
            await SealAsync(operation.Security, isSent: true, timer.Token).ConfigureAwait(false);
            outcome = await AttemptAsync(timer, 1).ConfigureAwait(false);
            if (outcome.Answer is null) outcome = await transport.Retrying.ContinueAsync(this, timer, outcome).ConfigureAwait(false);
            else transport.Retrying.Succeeded();
            var answer = outcome.Answer ?? throw outcome.Failure!;
            var bytes = outcome.Body is { } buffer ? buffer.AsSequence() : ReadOnlySequence<byte>.Empty;
            var body = isOptional && bytes.IsEmpty ? default! : reader.Read(bytes, operation.Name);
            return make(new ResponseHead(answer, operation.Name), body);
        }
        catch (OperationCanceledException e)
        {
            throw timer.Explain(e, operation.Name);
        }
        finally
        {
            outcome.Answer?.Dispose();
            outcome.Body?.Dispose();
            transport.Return(timer);
            transport.Return(this);
        }
    }

    private readonly struct JsonReader<T>(JsonRead<T> read) : IBodyReader<T>
    {
        public T Read(ReadOnlySequence<byte> body, string what) => JsonCursor.Parse(body, what, read);
    }

    private readonly struct BytesReader<T>(ReadBody<T> read) : IBodyReader<T>
    {
        public T Read(ReadOnlySequence<byte> body, string what) => read(body, what);
    }
}
