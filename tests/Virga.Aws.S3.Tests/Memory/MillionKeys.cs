using System.Globalization;
using System.Net;

namespace Virga.Aws.S3.Tests.Memory;

/// <summary>A bucket of so many pages. One page is made; the numbers in it are written over for each request, so that the bucket takes no memory.</summary>
internal sealed class MillionKeys : HttpMessageHandler
{
    private const int Digits = 5;
    private readonly int _pages;
    private readonly byte[] _page = RowPage.Bytes(0, isLast: false);
    private readonly byte[] _last;
    private readonly int[] _numbers;
    private readonly int _token;

    public MillionKeys(int pages)
    {
        _pages = pages;
        _last = RowPage.Bytes(pages - 1, isLast: true);
        _numbers = [.. Places(_page, "run-")];
        _token = Places(_page, "<NextContinuationToken>").Single();
    }

    /// <summary>Called before each page, with its number from 0.</summary>
    public Action<int>? OnPage { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = request.RequestUri!.Query;
        var token = query.IndexOf("continuation-token=", StringComparison.Ordinal);
        var number = token < 0 ? 0 : int.Parse(query.AsSpan(token + 19, 8), CultureInfo.InvariantCulture);
        OnPage?.Invoke(number);
        var bytes = number == _pages - 1 ? _last : _page;
        if (bytes == _page)
        {
            // The last three digits of a key are its row.
            foreach (var place in _numbers) number.TryFormat(_page.AsSpan(place, Digits), out _, "00000", CultureInfo.InvariantCulture);
            (number + 1).TryFormat(_page.AsSpan(_token, 8), out _, "00000000", CultureInfo.InvariantCulture);
        }

        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) });
    }

    private static IEnumerable<int> Places(byte[] bytes, string mark)
    {
        var wanted = System.Text.Encoding.ASCII.GetBytes(mark);
        for (var at = 0; ;)
        {
            var found = bytes.AsSpan(at).IndexOf(wanted);
            if (found < 0) yield break;
            at += found + wanted.Length;
            yield return at;
        }
    }
}
