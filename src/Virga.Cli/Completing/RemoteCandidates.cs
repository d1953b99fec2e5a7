using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Completing;

/// <summary>Buckets and keys that a URL may go on with, as far as the store answers at once.</summary>
internal sealed class RemoteCandidates(ParseResult parsed, GlobalOptions options, Terminal terminal)
{
    // Who presses Tab waits for the shell.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private const int Most = 100;

    public async Task<IReadOnlyList<Candidate>> FindAsync(string current, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>();
        var wish = terminal.Environment("VIRGA_COMPLETION_REMOTE");
        if (string.Equals(wish, "off", StringComparison.OrdinalIgnoreCase)) return found;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SettingValue.TryParseTime(wish, out var time) && time < TimeSpan.FromDays(1) ? time : Patience);
        try
        {
            var ask = Task.Run(() => AskAsync(current, found, limit.Token), limit.Token);
            await ask.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VirgaException or UsageException or IOException or UnauthorizedAccessException or ArgumentException or OperationCanceledException or HttpRequestException or System.Net.Sockets.SocketException)
        {
            // No store, no candidates; what came in time counts.
        }

        lock (found) return [.. found];
    }

    private async Task AskAsync(string current, List<Candidate> found, CancellationToken cancellationToken)
    {
        var opener = new StoreOpener(parsed, options, terminal);
        var url = StoreUrl.Parse(current);
        if (url.Settings.Count > 0) return;
        if (url.Scheme != "file" && !current.AsSpan(url.Scheme.Length + 3).Contains('/'))
        {
            var (account, _) = await opener.OpenAccountAsync($"{url.Scheme}://", cancellationToken).ConfigureAwait(false);
            await using var close = account.ConfigureAwait(false);
            await foreach (var bucket in account.ListBucketsAsync(cancellationToken: cancellationToken).ConfigureAwait(false)) Add(found, $"{url.Scheme}://{bucket.Name}/", "a bucket");
            return;
        }

        var place = await opener.OpenAsync(current, cancellationToken).ConfigureAwait(false);
        await foreach (var entry in place.Store.ListEntriesAsync(place.Key, new ListOptions { Delimiter = "/", Limit = Most, PageSize = Most }, cancellationToken).ConfigureAwait(false))
        {
            Add(found, place.UrlOf(entry.Key), entry.IsPrefix ? "a folder" : Quantity.Size(entry.Object.Size ?? 0));
        }
    }

    // A name with line breaks cannot be a line of candidates.
    private static void Add(List<Candidate> found, string value, string description)
    {
        if (Text.Printable(value) != value) return;
        lock (found) found.Add(new Candidate(value, description));
    }
}
