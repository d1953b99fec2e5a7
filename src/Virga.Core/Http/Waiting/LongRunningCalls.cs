using System.Buffers;

namespace Virga.Http;

/// <summary>Starts and resumes one long-running operation of a client.</summary>
/// <typeparam name="T">Its result.</typeparam>
/// <param name="transport">What carries the requests.</param>
/// <param name="definition">What the spec says.</param>
/// <param name="read">Reads the result; null for the last state as text, where there is none.</param>
/// <param name="poll">Makes the request that asks; null when a URL is asked.</param>
/// <param name="cancel">Makes the request that cancels; null when there is none, or a URL is told.</param>
public sealed class LongRunningCalls<T>(ServiceTransport transport, LongRunningDefinition definition, ReadItem<T>? read, PollRequest? poll = null, PollRequest? cancel = null)
{
    internal ServiceTransport Transport => transport;

    internal LongRunningDefinition Definition => definition;

    internal PollRequest? Poll => poll;

    internal PollRequest? Cancel => cancel;

    /// <summary>Sends the first request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="values">Arguments that the operation is asked for with.</param>
    /// <param name="options">What the call does differently; its headers go with the later requests too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="VirgaException">As any call, and <see cref="ErrorKind.MalformedResponse"/> when the answer does not say where to ask.</exception>
    public async ValueTask<LongRunningOperation<T>> StartAsync(ServiceRequest request, IReadOnlyList<KeyValuePair<string, string?>> values, CallOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(values);
        var own = definition.Final == "request" || definition.From.Contains("request", StringComparer.Ordinal) ? request.ToUri().AbsoluteUri : null;
        using var response = await request.SendAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        using var answer = new PolledAnswer(response.Head, body.Bytes);
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values) if (value is not null) kept[name] = value;
        foreach (var (name, path) in definition.With) kept[name] = answer.Find(path) ?? throw Missing(response.Head, path);
        var url = definition.From.Select(path => path == "request" ? own : answer.Find(path)).FirstOrDefault(found => !string.IsNullOrEmpty(found));
        var final = definition.Final is null ? null : definition.Final == "request" ? own : answer.Find(definition.Final);
        var saved = new SavedOperation(definition.Name, url, final, kept);
        var operation = new LongRunningOperation<T>(this, saved, options, isResumed: false);
        operation.Begin(answer, response.Head, body.Bytes, hasPlace: poll is not null || url is not null);
        return operation;
    }

    /// <summary>Goes on with an operation that was saved.</summary>
    /// <param name="saved">What was saved.</param>
    /// <param name="options">What the calls do differently.</param>
    /// <exception cref="ArgumentException">It is of another operation.</exception>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.Untrusted"/> when its URL leads to a host that credentials must not go to.</exception>
    public LongRunningOperation<T> Resume(SavedOperation saved, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (saved.Operation != definition.Name) throw new ArgumentException($"The saved operation is one of {HeaderText.Printable(saved.Operation)}, not of {definition.Name}.", nameof(saved));
        if (poll is null && saved.Url is null) throw new ArgumentException($"The saved operation {definition.Name} has no URL to ask; it had ended already.", nameof(saved));
        foreach (var url in new[] { saved.Url, saved.FinalUrl })
        {
            if (url is null || definition.Operation.Security is null) continue;
            if (transport.ForeignServer("the saved URL", url, definition.Name).Origin.Refusal is { } refusal) throw new VirgaException(ErrorKind.Untrusted, $"{definition.Name}: {refusal}");
        }

        return new LongRunningOperation<T>(this, saved, options, isResumed: true);
    }

    internal VirgaException Missing(ResponseHead head, string path) =>
        new(ErrorKind.MalformedResponse, $"{definition.Name}: the answer has no {path}, which says where to ask for the result.") { Status = head.Status };

    internal T Read(PolledAnswer answer, ReadOnlySequence<byte> body, string? status)
    {
        if (read is null) return (T)(object)(status ?? "");
        if (definition.Result is not { } path) return read(body, definition.Name);
        return answer.Json(path) is { } json
            ? read(new ReadOnlySequence<byte>(json), definition.Name)
            : throw new VirgaException(ErrorKind.MalformedResponse, $"{definition.Name}: the last answer has no {path}, where the result should be.");
    }
}
