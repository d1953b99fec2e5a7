using System.Collections.Concurrent;
using System.Globalization;
using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>An upload whose segments are objects of their own, joined at the end and folded where there are more than one compose takes.</summary>
internal sealed class ComposedTarget(IObjectStoreDriver driver, string key, string prefix, string ticket, PutOptions options) : IChunkTarget
{
    private readonly ConcurrentDictionary<string, bool> _made = new(StringComparer.Ordinal);
    private int _folds;

    public string Ticket => ticket;

    public bool IsParallel => true;

    public long? PartSize => null;

    public ChecksumAlgorithm PartChecksum => options.PartChecksum;

    public ValueTask BeginAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<Part> PutPartAsync(PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken)
    {
        var name = $"{prefix}{ticket}/{slot.Number.ToString("D8", CultureInfo.InvariantCulture)}";
        _made[name] = true;
        var info = await driver.PutAsync(name, content, new PutOptions { Length = slot.Length, Checksum = checksum }, cancellationToken).ConfigureAwait(false);
        return new Part(slot.Number, name, info.Revision, info.Size ?? slot.Length, checksum);
    }

    public async ValueTask<ObjectInfo> CompleteAsync(IReadOnlyList<Part> parts, long length, CancellationToken cancellationToken)
    {
        var limit = Math.Max(2, driver.Capabilities.Chunks.ComposeLimit);
        while (parts.Count > limit)
        {
            var folded = new List<Part>();
            foreach (var group in parts.Chunk(limit)) folded.Add(await FoldAsync(group, cancellationToken).ConfigureAwait(false));
            parts = folded;
        }

        var info = await driver.ComposeAsync(key, parts, options with { Length = length, PartChecksum = ChecksumAlgorithm.None }, cancellationToken).ConfigureAwait(false);
        if (!driver.Capabilities.Chunks.ComposeKeepsSources) await RemoveLeftoversAsync(cancellationToken).ConfigureAwait(false);
        return info;
    }

    public async ValueTask AbortAsync(CancellationToken cancellationToken)
    {
        foreach (var name in _made.Keys) await driver.DeleteAsync(name, default, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Part> FoldAsync(Part[] group, CancellationToken cancellationToken)
    {
        var name = $"{prefix}{ticket}/fold{(_folds++).ToString("D8", CultureInfo.InvariantCulture)}";
        _made[name] = true;
        var size = group.Sum(p => p.Size);
        var info = await driver.ComposeAsync(name, group, new PutOptions { Length = size }, cancellationToken).ConfigureAwait(false);
        return new Part(group[0].Number, name, info.Revision, size);
    }

    private async ValueTask RemoveLeftoversAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AbortAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (VirgaException)
        {
            // The object is stored; segments that stay behind cost room, and failing now would make a caller store it again.
        }
    }
}
