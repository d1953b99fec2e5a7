using System.Text;

namespace Virga.Http.Testing;

/// <summary>A transport for the tests of those who use a client: it answers what was expected, remembers what was sent, and says clearly what came otherwise. Set it as <see cref="ClientOptions.Handler"/>.</summary>
/// <remarks>
/// <para><c>transport.Expect(HttpMethod.Get, "/v1/notes/42").Answer(200, """{ "id": 42 }""");</c></para>
/// <para>An expectation holds for one request unless <see cref="ScriptedAnswer.Times"/> or <see cref="ScriptedAnswer.Always"/> say more; of several that fit, the first that is not used up counts. <see cref="Verify"/> at the end of the test tells what did not come.</para>
/// <para>Safe for concurrent calls.</para>
/// </remarks>
public sealed class ScriptedTransport : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<ScriptedAnswer> _expected = [];
    private readonly List<SentRequest> _requests = [];
    private readonly List<string> _unexpected = [];

    /// <summary>Makes a transport that expects nothing yet.</summary>
    /// <param name="time">The clock of delays; null for the system's.</param>
    public ScriptedTransport(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <summary>Whether requests must come in the order of the expectations.</summary>
    /// <value>Default false.</value>
    public bool InOrder { get; set; }

    /// <summary>What was sent so far, in order, unexpected requests and each attempt of a retry included.</summary>
    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>Expects a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path as it is sent, behind the host. <c>*</c> stands for any part of it. With a question mark the query is compared too, else it may be any.</param>
    /// <returns>Its answer: 200 without a body until told otherwise.</returns>
    public ScriptedAnswer Expect(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var answer = new ScriptedAnswer(method.Method, path);
        lock (_gate) _expected.Add(answer);
        return answer;
    }

    /// <summary>Checks that everything expected came, and nothing else.</summary>
    /// <exception cref="ScriptedTransportException">Something did not come, or came unexpectedly; the message lists it.</exception>
    public void Verify()
    {
        lock (_gate)
        {
            var missing = _expected.Where(answer => answer.IsMissing).ToArray();
            if (missing.Length == 0 && _unexpected.Count == 0) return;
            var text = new StringBuilder();
            if (missing.Length > 0) text.Append("These requests did not come:\n").AppendJoin('\n', missing.Select(answer => $"  {answer}"));
            if (_unexpected.Count > 0) text.Append(missing.Length > 0 ? "\n" : "").Append("These requests came and were not expected:\n").AppendJoin('\n', _unexpected.Select(request => $"  {request}"));
            throw new ScriptedTransportException(text.Append(Sent()).ToString());
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var sent = new SentRequest(request, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        var answer = Find(sent);
        var response = await answer.GiveAsync(sent, _time, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }

    private ScriptedAnswer Find(SentRequest sent)
    {
        lock (_gate)
        {
            var found = Open().FirstOrDefault(answer => answer.Fits(sent));
            if (found is not null)
            {
                _requests.Add(sent);
                found.Take();
                return found;
            }

            var text = new StringBuilder($"Unexpected request: {sent}.\n");
            var left = _expected.Where(answer => !answer.IsUsedUp).ToArray();
            text.Append(left.Length == 0 ? "Nothing more was expected." : InOrder ? "In order, this was expected:\n" : "Still expected:\n").AppendJoin('\n', left.Select(answer => $"  {answer}"));
            text.Append(Sent());
            _requests.Add(sent);
            _unexpected.Add(sent.ToString());
            throw new ScriptedTransportException(text.ToString());
        }
    }

    /// <summary>The expectations that the next request may meet.</summary>
    private IEnumerable<ScriptedAnswer> Open()
    {
        foreach (var answer in _expected)
        {
            if (answer.IsUsedUp) continue;
            yield return answer;
            if (InOrder && answer.IsMissing) yield break;
        }
    }

    private string Sent() => _requests.Count == 0 ? "\nNo request came before." : "\nRequests that came before:\n" + string.Join('\n', _requests.Select(request => $"  {request}"));
}
