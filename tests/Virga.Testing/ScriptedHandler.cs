using System.Net;
using System.Text;

namespace Virga.Testing;

/// <summary>A transport that answers from a script and remembers what was sent. Answers are given in their order; the last one repeats when <see cref="RepeatsLast"/> is set.</summary>
public sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Queue<Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly Lock _gate = new();
    private readonly List<RecordedRequest> _requests = [];
    private Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>>? _last;

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>The only request that was sent.</summary>
    public RecordedRequest Single => Requests.Count == 1 ? Requests[0] : throw new InvalidOperationException($"{Requests.Count} requests were sent.");

    /// <summary>Whether the last answer is given again when the script has ended.</summary>
    public bool RepeatsLast { get; set; }

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Answers with a text.</summary>
    public ScriptedHandler Answer(int status, string body = "", string? mediaType = null, params (string Name, string Value)[] headers) =>
        Answer(status, Encoding.UTF8.GetBytes(body), mediaType, headers);

    /// <summary>Answers with bytes.</summary>
    public ScriptedHandler Answer(int status, byte[] body, string? mediaType = null, params (string Name, string Value)[] headers) =>
        Then(_ => Response(status, new ByteArrayContent(body), mediaType, headers));

    /// <summary>Answers with a stream as body, which may stall or break.</summary>
    public ScriptedHandler Answer(int status, Stream body, params (string Name, string Value)[] headers) =>
        Then(_ => Response(status, new StreamContent(body), null, headers));

    /// <summary>Answers by a function of the request.</summary>
    public ScriptedHandler Then(Func<RecordedRequest, HttpResponseMessage> answer) => ThenAsync((request, _) => Task.FromResult(answer(request)));

    /// <summary>Answers by an asynchronous function of the request.</summary>
    public ScriptedHandler ThenAsync(Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>Fails.</summary>
    public ScriptedHandler Fail(Exception exception) => ThenAsync((_, _) => Task.FromException<HttpResponseMessage>(exception));

    /// <summary>Never answers; ends when it is cancelled.</summary>
    public ScriptedHandler Stall() => ThenAsync(async (_, cancellationToken) =>
    {
        var never = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => never.TrySetCanceled(cancellationToken))) return await never.Task.ConfigureAwait(false);
    });

    /// <summary>Makes a response.</summary>
    public static HttpResponseMessage Response(int status, HttpContent? content = null, string? mediaType = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        if (content is not null) response.Content = content;
        if (mediaType is not null) response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value)) response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] body = [];
        if (request.Content is { } content)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            body = copy.ToArray();
        }

        var recorded = new RecordedRequest(request, body);
        Func<RecordedRequest, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (_gate)
        {
            _requests.Add(recorded);
            if (_script.TryDequeue(out var next)) _last = answer = next;
            else if (RepeatsLast && _last is not null) answer = _last;
            else throw new InvalidOperationException($"Nothing is scripted for request {_requests.Count}, {request.Method} {request.RequestUri}.");
        }

        var response = await answer(recorded, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
