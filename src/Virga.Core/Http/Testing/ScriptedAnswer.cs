using System.Net;
using System.Text;

namespace Virga.Http.Testing;

/// <summary>One expectation of a <see cref="ScriptedTransport"/> and its answer.</summary>
public sealed class ScriptedAnswer
{
    private readonly string _method;
    private readonly string _pattern;
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly List<(string Text, Func<SentRequest, bool> Holds)> _conditions = [];
    private byte[] _body = [];
    private int _status = 200;
    private Func<SentRequest, Exception>? _fault;
    private TimeSpan _delay;
    private int? _cutAfter;
    private bool _stalls;
    private int? _times = 1;
    private int _taken;

    internal ScriptedAnswer(string method, string pattern)
    {
        _method = method;
        _pattern = pattern;
    }

    internal bool IsUsedUp => _taken >= _times;

    /// <summary>Whether a request has yet to come: one that may always come needs to come once.</summary>
    internal bool IsMissing => _taken < (_times ?? 1);

    /// <summary>Narrows the expectation to requests that meet a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="description">What it asks for, for messages.</param>
    public ScriptedAnswer When(Func<SentRequest, bool> condition, string description = "a condition of the test")
    {
        ArgumentNullException.ThrowIfNull(condition);
        _conditions.Add((description, condition));
        return this;
    }

    /// <summary>Narrows the expectation to requests with a header.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null for any.</param>
    public ScriptedAnswer WithHeader(string name, string? value = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return When(request => value is null ? request.Header(name) is not null : request.Header(name) == value, $"header {name}");
    }

    /// <summary>Answers with a status and a text in UTF-8.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="mediaType">Its type; null for application/json when it begins like JSON, application/xml when like XML, else text/plain.</param>
    public ScriptedAnswer Answer(int status, string body = "", string? mediaType = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Answer(status, Encoding.UTF8.GetBytes(body), mediaType ?? Guess(body));
    }

    /// <summary>Answers with a status and bytes.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">Its type; null to send none.</param>
    public ScriptedAnswer Answer(int status, byte[] body, string? mediaType = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        _status = status;
        _body = body;
        return mediaType is null ? this : Header("Content-Type", mediaType);
    }

    /// <summary>Adds a header to the answer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public ScriptedAnswer Header(string name, string value)
    {
        HeaderText.Check(name, value);
        _headers.Add(new(name, value));
        return this;
    }

    /// <summary>Answers after a time of the transport's clock.</summary>
    /// <param name="delay">How long.</param>
    public ScriptedAnswer After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _delay = delay;
        return this;
    }

    /// <summary>Fails as a network does, in place of an answer.</summary>
    /// <param name="fault">The fault; null for a connection that broke.</param>
    public ScriptedAnswer Fail(Exception? fault = null)
    {
        _fault = _ => fault ?? new HttpRequestException(HttpRequestError.ResponseEnded, "The scripted connection broke.");
        return this;
    }

    /// <summary>Never answers; the call ends by its own limit or cancellation.</summary>
    public ScriptedAnswer Stall()
    {
        _stalls = true;
        return this;
    }

    /// <summary>Breaks the connection within the body.</summary>
    /// <param name="bytes">How many bytes of it come.</param>
    public ScriptedAnswer CutAfter(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _cutAfter = bytes;
        return this;
    }

    /// <summary>Holds for so many requests.</summary>
    /// <param name="count">How many; they must all come.</param>
    public ScriptedAnswer Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _times = count;
        return this;
    }

    /// <summary>Holds for any number of requests; at least one must come.</summary>
    public ScriptedAnswer Always()
    {
        _times = null;
        return this;
    }

    /// <summary>The method, the path, what else is asked for, and how often it came.</summary>
    public override string ToString()
    {
        var text = $"{_method} {_pattern}";
        if (_conditions.Count > 0) text += " with " + string.Join(" and ", _conditions.Select(condition => condition.Text));
        return $"{text} (came {_taken} of {(_times is { } times ? times.ToString(System.Globalization.CultureInfo.InvariantCulture) : "any number of")} times)";
    }

    internal bool Fits(SentRequest request) =>
        request.Method == _method && Matches(_pattern.Contains('?', StringComparison.Ordinal) ? request.Target : request.Path) && _conditions.TrueForAll(condition => condition.Holds(request));

    internal void Take() => _taken++;

    internal async Task<HttpResponseMessage> GiveAsync(SentRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        if (_stalls) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
        if (_delay > TimeSpan.Zero) await Task.Delay(_delay, time, cancellationToken).ConfigureAwait(false);
        if (_fault is not null) throw _fault(request);
        var response = new HttpResponseMessage((HttpStatusCode)_status) { Content = _cutAfter is { } cut ? new StreamContent(new CutStream(_body.AsMemory(0, Math.Min(cut, _body.Length)))) : new ByteArrayContent(_body) };
        response.Content.Headers.ContentLength = _body.Length;
        foreach (var (name, value) in _headers)
        {
            if (response.Headers.TryAddWithoutValidation(name, value)) continue;
            response.Content.Headers.Remove(name);
            response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static string? Guess(string body) => body.TrimStart() switch
    {
        "" => null,
        ['{' or '[', ..] => "application/json",
        ['<', ..] => "application/xml",
        _ => "text/plain; charset=utf-8",
    };

    private bool Matches(string text)
    {
        var parts = _pattern.Split('*');
        if (parts.Length == 1) return text == _pattern;
        if (!text.StartsWith(parts[0], StringComparison.Ordinal) || !text.EndsWith(parts[^1], StringComparison.Ordinal)) return false;
        var at = parts[0].Length;
        var end = text.Length - parts[^1].Length;
        foreach (var part in parts[1..^1])
        {
            var found = at > end ? -1 : text.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + part.Length;
        }

        return at <= end;
    }
}
