using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Copying;

/// <summary>What a person sees while many files move: how much in all, how fast, how long still, and the files on their way. Safe for concurrent calls.</summary>
internal sealed class TransferBoard(TimeProvider time)
{
    private const int MostRows = 8;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    // The rate is that of the last seconds: a mean of all hides that a transfer stands still.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private readonly List<Row> _rows = [];
    private readonly Queue<(long At, long Bytes)> _samples = new();
    private long _files;
    private long _bytes;
    private long _filesDone;
    private long _bytesDone;
    private bool _allFound;

    /// <summary>The listing found one more.</summary>
    public void Found(long? size)
    {
        lock (_lock)
        {
            _files++;
            _bytes += size ?? 0;
        }
    }

    public void FoundAll()
    {
        lock (_lock) _allFound = true;
    }

    /// <summary>A transfer begins; dispose the row when it ends.</summary>
    public Row Begin(string name, long? size)
    {
        var row = new Row(this, name, size);
        lock (_lock) _rows.Add(row);
        return row;
    }

    /// <summary>The lines as they are now, cut to a width.</summary>
    public IReadOnlyList<string> Lines(int width)
    {
        lock (_lock)
        {
            var bytes = _bytesDone + _rows.Sum(row => row.Bytes);
            var lines = new List<string> { Whole(bytes, Rate(bytes)) };
            foreach (var row in _rows.Take(MostRows)) lines.Add(row.Line(width));
            if (_rows.Count > MostRows) lines.Add($"  and {_rows.Count - MostRows} more");
            return [.. lines.Select(line => line.Length <= width ? line : line[..width])];
        }
    }

    /// <summary>Draws the lines until the work ends. Messages that come meanwhile stand above them.</summary>
    public async Task ShowAsync(Terminal terminal, Task work)
    {
        while (!work.IsCompleted)
        {
            // One column stays free: a full line makes some terminals begin a new one.
            terminal.Draw(Lines(Math.Max(20, terminal.Width - 1)));
            using var waiting = new CancellationTokenSource();
            await Task.WhenAny(work, Task.Delay(Refresh, time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
        }

        terminal.Draw([]);
    }

    private string Whole(long bytes, double? rate)
    {
        var total = Math.Max(_bytes, bytes);
        var more = _allFound ? "" : "+";
        var share = _allFound && total > 0 ? string.Create(CultureInfo.InvariantCulture, $"  {100.0 * bytes / total:0}%") : "";
        var speed = rate is { } known ? $"  {Quantity.Size(known)}/s" : "";
        var left = _allFound && rate is > 0 ? $"  {Left((total - bytes) / rate.Value)} left" : "";
        return $"{_filesDone} of {_files}{more} files  {Quantity.Size(bytes)} of {Quantity.Size(total)}{more}{share}{speed}{left}";
    }

    private static string Left(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Min(Math.Ceiling(seconds), 359_999));
        return time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}") : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
    }

    private double? Rate(long bytes)
    {
        var now = time.GetTimestamp();
        _samples.Enqueue((now, bytes));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Window) _samples.Dequeue();
        var (at, then) = _samples.Peek();
        var seconds = time.GetElapsedTime(at, now).TotalSeconds;
        return seconds < 0.5 ? null : Math.Max(0, bytes - then) / seconds;
    }

    private void End(Row row)
    {
        lock (_lock)
        {
            _rows.Remove(row);
            _filesDone++;
            _bytesDone += row.Bytes;

            // The size of a single object is known only when it has come.
            if (row.Size is null) _bytes += row.Bytes;
        }
    }

    /// <summary>One file on its way.</summary>
    internal sealed class Row(TransferBoard board, string name, long? size) : IProgress<TransferProgress>, IDisposable
    {
        private readonly string _name = Console.Text.Printable(name);
        private long _bytes;

        public long Bytes => Interlocked.Read(ref _bytes);

        public long? Size => size;

        public void Report(TransferProgress value) => Interlocked.Exchange(ref _bytes, value.Bytes);

        public void Complete(long bytes) => Interlocked.Exchange(ref _bytes, bytes);

        public string Line(int width)
        {
            var amount = size is > 0 and var all ? string.Create(CultureInfo.InvariantCulture, $"{Quantity.Size(Bytes)} of {Quantity.Size(all)}  {100.0 * Bytes / all,3:0}%") : Quantity.Size(Bytes);
            var room = Math.Max(8, width - amount.Length - 4);
            var shown = Console.Text.Shortened(_name, room);
            return $"  {shown.PadRight(Math.Min(room, 48))}  {amount}";
        }

        public void Dispose() => board.End(this);
    }
}
