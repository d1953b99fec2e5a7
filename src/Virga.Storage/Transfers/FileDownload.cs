using System.Runtime.ExceptionServices;
using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>Reads one object into a file: one stream where it is small, else ranges in parallel, all of one revision.</summary>
internal sealed class FileDownload(TransferContext context, string key, ReadCondition condition, TransferOptions transfer, bool verify, IProgress<TransferProgress>? progress)
{
    // Below this a second connection costs more than it brings.
    private const long LeastForRanges = 1024 * 1024;

    private readonly Lock _lock = new();
    private ProgressMeter? _meter;
    private Exception? _failure;
    private CancellationTokenSource? _stop;
    private int _ranges;
    private int _resumes;

    public async ValueTask<DownloadResult> RunAsync(string path, CancellationToken cancellationToken)
    {
        using var target = FileTarget.Create(path, context.Tickets);
        var opened = await context.Driver.GetAsync(key, new GetOptions(null, condition), cancellationToken).ConfigureAwait(false);
        long length;
        await using (opened.Content.ConfigureAwait(false))
        {
            var info = opened.Info;
            _meter = ProgressMeter.For(progress, info.Size);
            var partSize = transfer.PartSize ?? TransferOptions.DefaultPartSize;
            if (info.Size is { } size) target.Reserve(size);
            if (info is { Size: { } total, Revision: { } revision } && transfer.Parallel > 1 && total > Math.Max(transfer.Threshold ?? partSize, transfer.PartSize is null ? LeastForRanges : 0))
            {
                await ReadRangesAsync(target, opened.Content, revision, new RangeBoard(total, partSize), cancellationToken).ConfigureAwait(false);
                length = total;
            }
            else
            {
                length = await ReadOneAsync(target, opened.Content, info, cancellationToken).ConfigureAwait(false);
            }
        }

        var checksum = verify ? await CompareAsync(target, opened.Info, cancellationToken).ConfigureAwait(false) : default;
        target.Commit(length);
        _meter?.Finish(length);
        return new DownloadResult(opened.Info with { Size = length }, length, Math.Max(1, _ranges), _resumes, checksum);
    }

    private async ValueTask<long> ReadOneAsync(FileTarget target, Stream stream, ObjectInfo info, CancellationToken cancellationToken)
    {
        using var reader = new RangeReader(context.Driver, key, info.Revision, transfer.Resumes, CountResume);
        return await reader.CopyAsync(stream, 0, info.Size, target, _meter, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ReadRangesAsync(FileTarget target, Stream first, string revision, RangeBoard board, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stop = stop;
        _meter?.SetTotalParts(board.Count);
        var workers = new List<Task> { ReadFrontAsync(target, first, revision, board, stop.Token) };
        for (var i = 1; i < Math.Min(transfer.Parallel, board.Count); i++) workers.Add(ReadBackAsync(target, revision, board, stop.Token));
        await Task.WhenAll(workers).ConfigureAwait(false);
        _stop = null;
        if (_failure is not { } failure) return;
        if (failure is OperationCanceledException && cancellationToken.IsCancellationRequested) throw new OperationCanceledException("The download was cancelled.", failure, cancellationToken);
        ExceptionDispatchInfo.Throw(failure);
    }

    private async Task ReadFrontAsync(FileTarget target, Stream first, string revision, RangeBoard board, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new RangeReader(context.Driver, key, revision, transfer.Resumes, CountResume);
            Stream? stream = first;
            while (board.TryTakeFront(out var offset, out var size))
            {
                var broken = reader.Resumed;
                await reader.CopyAsync(stream, offset, size, target, _meter, cancellationToken).ConfigureAwait(false);
                CountRange();

                // A stream that broke was replaced by one of the rest of its range only; what follows is asked for by range.
                if (reader.Resumed != broken) stream = null;
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            // The others may be waiting for its place (StoreLimits.Concurrency), and it waits for them.
            await first.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadBackAsync(FileTarget target, string revision, RangeBoard board, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new RangeReader(context.Driver, key, revision, transfer.Resumes, CountResume);
            while (board.TryTakeBack(out var offset, out var size))
            {
                await reader.CopyAsync(null, offset, size, target, _meter, cancellationToken).ConfigureAwait(false);
                CountRange();
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private async ValueTask<Checksum> CompareAsync(FileTarget target, ObjectInfo info, CancellationToken cancellationToken)
    {
        using var computer = Checksums.Start(info.Checksum.Algorithm);
        if (computer is null) return default;
        var buffer = FileBuffers.Rent();
        try
        {
            var offset = 0L;
            int read;
            while ((read = await RandomAccess.ReadAsync(target.Handle, buffer, offset, cancellationToken).ConfigureAwait(false)) > 0)
            {
                computer.Append(buffer.AsSpan(0, read));
                offset += read;
            }
        }
        finally
        {
            FileBuffers.Return(buffer);
        }

        var actual = computer.Finish();
        if (actual != info.Checksum) throw ChecksumMismatch(key, info.Checksum, actual);
        return actual;
    }

    public static ObjectStoreException ChecksumMismatch(string key, Checksum expected, Checksum actual) => new(
        ErrorKind.Integrity,
        $"The bytes of '{key}' do not match its checksum: the provider keeps {expected}, what arrived has {actual}. Read it again; if it stays, the object is damaged.") { Key = key, IsRetryable = true };

    private void CountResume() => Interlocked.Increment(ref _resumes);

    private void CountRange()
    {
        Interlocked.Increment(ref _ranges);
        _meter?.AddPart();
    }

    private void Fail(Exception e)
    {
        lock (_lock)
        {
            if (_failure is not null) return;
            _failure = e;
        }

        _stop?.Cancel();
    }
}
