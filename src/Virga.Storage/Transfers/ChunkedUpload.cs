using System.Globalization;
using System.Runtime.ExceptionServices;
using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>One upload in chunks, from begin to complete or abort.</summary>
internal sealed class ChunkedUpload(TransferContext context, string key, IChunkTarget target, UploadSource source, PartSizing chosen, TransferOptions transfer, ProgressMeter? meter)
{
    /// <summary>The entry of <see cref="Exception.Data"/> that says why the abort failed as well.</summary>
    public const string AbortFailure = "Virga.Storage.AbortFailure";

    private readonly SortedList<int, Part> _parts = [];
    private readonly Lock _lock = new();
    private readonly long _chosenSize = chosen.First;
    private PartSizing _sizing = chosen;
    private Exception? _failure;
    private CancellationTokenSource? _stop;
    private long _offset;
    private int _number;

    public async ValueTask<UploadResult> RunAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        if (target.PartSize is { } dictated) _sizing = PartSizing.Dictated(context.Capabilities.Chunks, dictated);
        if (source.Length is { } total) meter?.SetTotalParts((int)PartSizing.DivideUp(total, _sizing.First));
        await SendAsync(cancellationToken).ConfigureAwait(false);
        var info = await WithRevisionAsync(await CompleteAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        meter?.Finish(_offset);
        return new UploadResult(info with { Size = _offset }, _offset, _parts.Count, default);
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A begin that is cancelled on its way may have made an upload whose id nobody knows; so it gets time to answer, and is aborted then.
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Options.Time);
        await using (cancellationToken.UnsafeRegister(static state => GiveTime(((CancellationTokenSource, TimeSpan))state!), (grace, context.Options.AbortTimeout)).ConfigureAwait(false))
        {
            try
            {
                await target.BeginAsync(grace.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw;
            }
            catch (ObjectStoreException e) when (e.Kind == ErrorKind.MalformedResponse)
            {
                await AbortAsync(e).ConfigureAwait(false);
                throw;
            }
        }

        static void GiveTime((CancellationTokenSource Source, TimeSpan After) state) => state.Source.CancelAfter(state.After);
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stop = stop;
        var places = target.IsParallel ? transfer.Parallel : 1;

        // Only what is gathered takes memory: where the server dictates larger parts than were chosen, fewer of them move at once.
        var gate = new MemoryGate(source.CanReplay ? long.MaxValue : _chosenSize * places, places);
        var running = new List<Task>();
        try
        {
            bool last;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                var size = _sizing.SizeOf(_number + 1);
                await gate.EnterAsync(size, stop.Token).ConfigureAwait(false);
                var part = await NextAsync(gate, size, stop.Token).ConfigureAwait(false);
                last = part.IsLast;
                running.RemoveAll(static task => task.IsCompletedSuccessfully);
                running.Add(SendPartAsync(NextSlot(part), part, gate, size, stop.Token));
            }
            while (!last && _failure is null);
        }
        catch (Exception e)
        {
            Fail(e);
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        _stop = null;
        if (_failure is not { } failure) return;
        if (failure is OperationCanceledException && cancellationToken.IsCancellationRequested) failure = new OperationCanceledException("The upload was cancelled.", failure, cancellationToken);
        await AbortAsync(failure).ConfigureAwait(false);
        ExceptionDispatchInfo.Throw(failure);
    }

    private async ValueTask<PartStream> NextAsync(MemoryGate gate, long size, CancellationToken cancellationToken)
    {
        try
        {
            return await source.NextAsync(size, target.PartChecksum, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            gate.Exit(size);
            throw;
        }
    }

    private PartSlot NextSlot(PartStream part)
    {
        var slot = Slot(++_number, _offset, part.Length, part.IsLast);
        _offset += part.Length;
        return slot;
    }

    private PartSlot Slot(int number, long offset, long length, bool isLast) =>
        new(number, target.Ticket + number.ToString("D8", CultureInfo.InvariantCulture), offset, length, isLast);

    private async Task SendPartAsync(PartSlot slot, PartStream part, MemoryGate gate, long size, CancellationToken cancellationToken)
    {
        try
        {
            var checksum = await part.ComputeAsync(target.PartChecksum, cancellationToken).ConfigureAwait(false);
            part.Meter = meter;
            var stored = await target.PutPartAsync(slot, part, checksum, cancellationToken).ConfigureAwait(false);
            Record(slot, stored);
            if (stored.Size < slot.Length) await SendRestAsync(slot, part, stored.Size, cancellationToken).ConfigureAwait(false);
            meter?.AddPart();
        }
        catch (Exception e)
        {
            Fail(part.SourceError ?? e);
        }
        finally
        {
            part.Release();
            gate.Exit(size);
        }
    }

    private async ValueTask SendRestAsync(PartSlot slot, PartStream part, long done, CancellationToken cancellationToken)
    {
        if (context.Capabilities.Chunks.Mode != Chunking.Sequential) throw Incomplete(slot, done);
        while (done < slot.Length)
        {
            var checksum = await part.ComputeFromAsync(done, target.PartChecksum, cancellationToken).ConfigureAwait(false);
            part.Position = done;
            var rest = Slot(++_number, slot.Offset + done, slot.Length - done, slot.IsLast);
            var stored = await target.PutPartAsync(rest, part, checksum, cancellationToken).ConfigureAwait(false);
            if (stored.Size <= 0) throw Incomplete(slot, done);
            Record(rest, stored);
            done += stored.Size;
        }
    }

    private ObjectStoreException Incomplete(PartSlot slot, long stored) =>
        new(ErrorKind.Integrity, $"Part {slot.Number} of '{key}' has {slot.Length} bytes and the provider says that it stored {stored}.") { Key = key };

    private void Record(PartSlot slot, Part part)
    {
        if (part.Size > slot.Length) throw Incomplete(slot, part.Size);
        lock (_lock) _parts[slot.Number] = part;
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

    private async ValueTask<ObjectInfo> CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            source.CheckUnchanged();
            var info = await target.CompleteAsync([.. _parts.Values], _offset, cancellationToken).ConfigureAwait(false);
            UploadEngine.CheckStored(key, info, _offset);
            return info;
        }
        catch (Exception e)
        {
            await AbortAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    // Some providers complete an upload without telling its revision. The object is stored by then, so a failure to ask is none of the upload.
    private async ValueTask<ObjectInfo> WithRevisionAsync(ObjectInfo info, CancellationToken cancellationToken)
    {
        if (info.Revision is not null) return info;
        try
        {
            var stored = await context.Driver.StatAsync(key, cancellationToken).ConfigureAwait(false);
            return stored.Size is { } size && size != _offset ? info : info with { Revision = stored.Revision, LastModified = stored.LastModified };
        }
        catch (Exception e) when (e is ObjectStoreException or OperationCanceledException)
        {
            return info;
        }
    }

    private async ValueTask AbortAsync(Exception reason)
    {
        using var limit = new CancellationTokenSource(context.Options.AbortTimeout, context.Options.Time);
        try
        {
            await target.AbortAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VirgaException or OperationCanceledException)
        {
            reason.Data[AbortFailure] = $"The upload could not be aborted either, and its parts may be kept by the provider: {e.Message}";
        }
    }
}
