using System.Globalization;
using Virga.Storage.Driver;

namespace Virga.Storage.Memory;

public sealed partial class MemoryDriver
{
    /// <inheritdoc/>
    public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.Chunking is Chunking.None or Chunking.Composed) throw NoChunks();
        if (_options.Chunking == Chunking.DictatedParts && options.Length < 0) throw new ObjectStoreException(ErrorKind.Unsupported, "The addresses of the parts are fixed at the beginning, so the length must be known.");
        var bucket = Bucket;
        lock (bucket.Lock) bucket.Uploads.Add(ticket, new MemoryUpload(key, options));
        var upload = new Upload(key, ticket);
        if (_options.Chunking != Chunking.DictatedParts) return ValueTask.FromResult(upload);

        var parts = (int)((options.Length + _options.PartUnit - 1) / _options.PartUnit);
        return ValueTask.FromResult(upload with
        {
            PartSize = _options.PartUnit,
            PartAddresses = [.. Enumerable.Range(1, parts).Select(n => $"{ticket}/{n}")],
            PartChecksum = ChecksumAlgorithm.Crc32C,
        });
    }

    /// <inheritdoc/>
    public async ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken)
    {
        CheckSlot(upload, slot);
        using var computer = Checksums.Start(checksum.Algorithm);
        var bytes = await MemoryContent.ReadAsync(content, slot.Length, computer, cancellationToken).ConfigureAwait(false);
        ConditionChecks.Checksum($"Part {slot.Number}", checksum, computer?.Finish() ?? default);
        return Keep(upload, slot, bytes, checksum);
    }

    /// <inheritdoc/>
    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = FindSource(source);
        var (offset, length) = ConditionChecks.Range(range, found.Content.Length);
        return ValueTask.FromResult(Keep(upload, slot, found.Content.Slice(offset, length), default));
    }

    /// <inheritdoc/>
    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bucket = Bucket;
        lock (bucket.Lock)
        {
            var after = continuation is null ? 0 : int.Parse(continuation, CultureInfo.InvariantCulture);
            var rows = FindUpload(bucket, upload).Parts.Values.Select(p => p.Part).Where(p => p.Number > after).Take(_options.MaxPage + 1).ToList();
            if (rows.Count <= _options.MaxPage) return ValueTask.FromResult(new PartPage(rows, null));
            rows.RemoveAt(_options.MaxPage);
            return ValueTask.FromResult(new PartPage(rows, rows[^1].Number.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bucket = Bucket;
        lock (bucket.Lock)
        {
            var kept = FindUpload(bucket, upload);
            var contents = new List<MemoryContent>(parts.Count);
            var before = 0;
            foreach (var part in parts)
            {
                if (part.Number <= before) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"Part {part.Number} comes after part {before}; parts are given ascending.");
                before = part.Number;
                if (!kept.Parts.TryGetValue(part.Number, out var found) || found.Part.Receipt != part.Receipt) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"Part {part.Number} was not stored with the receipt '{part.Receipt}'.");
                contents.Add(found.Content);
            }

            var small = contents.Take(contents.Count - 1).FirstOrDefault(c => c.Length < _options.MinPart);
            if (small is not null) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"A part has {small.Length} bytes, and all but the last have {_options.MinPart} or more.");
            var info = Store(bucket, upload.Key, MemoryContent.Join(contents), options);
            bucket.Uploads.Remove(upload.Id);
            return ValueTask.FromResult(info);
        }
    }

    /// <inheritdoc/>
    public ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bucket = Bucket;
        lock (bucket.Lock) bucket.Uploads.Remove(upload.Id);
        return ValueTask.CompletedTask;
    }

    /// <summary>How many uploads were begun and neither completed nor aborted.</summary>
    public int OpenUploads
    {
        get
        {
            var bucket = Bucket;
            lock (bucket.Lock) return bucket.Uploads.Count;
        }
    }

    private static ObjectStoreException NoChunks() => new(ErrorKind.Unsupported, "This store takes no chunks (Chunks.Mode).");

    private static MemoryUpload FindUpload(MemoryBucket bucket, Upload upload) => bucket.Uploads.TryGetValue(upload.Id, out var found) && found.Key == upload.Key ? found
        : throw new ObjectStoreException(ErrorKind.UploadNotFound, $"There is no upload of '{upload.Key}' with that id; it was completed, aborted, or never begun.");

    private void CheckSlot(Upload upload, PartSlot slot)
    {
        if (slot.Number < 1 || slot.Number > _options.MaxParts) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"Part {slot.Number} is not among the {_options.MaxParts} that an upload has.");
        var bucket = Bucket;
        lock (bucket.Lock)
        {
            var kept = FindUpload(bucket, upload);
            if (_options.Chunking == Chunking.DictatedParts && !slot.IsLast && slot.Length != _options.PartUnit) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"Part {slot.Number} has {slot.Length} bytes, and {_options.PartUnit} are dictated.");
            if (_options.Chunking != Chunking.Sequential) return;
            var stored = kept.Parts.Where(p => p.Key < slot.Number).Sum(p => p.Value.Content.Length);
            if (slot.Offset != stored) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"Part {slot.Number} begins at {slot.Offset}, and {stored} bytes are stored; parts come one after the other.");
            if (!slot.IsLast && slot.Length % _options.PartUnit != 0) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"Part {slot.Number} has {slot.Length} bytes, no multiple of {_options.PartUnit}.");
        }
    }

    private Part Keep(Upload upload, PartSlot slot, MemoryContent bytes, Checksum checksum)
    {
        var bucket = Bucket;
        lock (bucket.Lock)
        {
            var part = new Part(slot.Number, slot.Name, bucket.NextRevision(), bytes.Length, checksum);
            FindUpload(bucket, upload).Parts[slot.Number] = (part, bytes);
            return part;
        }
    }
}
