namespace Virga.Storage.Transfers;

/// <summary>Adds up what parallel parts did and reports it in order: never backwards, never over the total, at most every 256 KiB.</summary>
internal sealed class ProgressMeter(IProgress<TransferProgress> progress, long? total)
{
    private const long Step = 256 * 1024;
    private readonly Lock _lock = new();
    private long _bytes;
    private long _reported;
    private int _parts;
    private int? _totalParts;
    private bool _stopped;

    public static ProgressMeter? For(IProgress<TransferProgress>? progress, long? total) => progress is null ? null : new ProgressMeter(progress, total);

    public void Add(long bytes)
    {
        lock (_lock)
        {
            _bytes += bytes;
            if (_stopped || _bytes - _reported < Step) return;
            Report();
        }
    }

    public void SetTotalParts(int parts)
    {
        lock (_lock) _totalParts = parts;
    }

    public void AddPart()
    {
        lock (_lock)
        {
            _parts++;
            if (!_stopped) Report();
        }
    }

    /// <summary>Reports the end; nothing is reported after it.</summary>
    public void Finish(long bytes)
    {
        lock (_lock)
        {
            _stopped = true;
            progress.Report(new TransferProgress(bytes, bytes, _parts, _parts == 0 ? _totalParts : _parts));
        }
    }

    private void Report()
    {
        var bytes = total is { } limit ? Math.Min(_bytes, limit) : _bytes;
        if (bytes < _reported) return;
        _reported = bytes;
        progress.Report(new TransferProgress(bytes, total, _parts, _totalParts));
    }
}
