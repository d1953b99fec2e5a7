using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>An upload by the driver's five chunk verbs.</summary>
internal sealed class VerbTarget(IObjectStoreDriver driver, string key, string ticket, PutOptions options) : IChunkTarget
{
    private Upload? _upload;

    public string Ticket => ticket;

    public bool IsParallel => driver.Capabilities.Chunks.Mode is Chunking.Parts or Chunking.DictatedParts;

    public long? PartSize => _upload?.PartSize;

    public ChecksumAlgorithm PartChecksum { get; private set; } = options.PartChecksum;

    public Upload Upload => _upload ?? throw new InvalidOperationException("The upload was not begun.");

    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _upload = await driver.BeginUploadAsync(key, ticket, options, cancellationToken).ConfigureAwait(false);
        if (_upload.PartChecksum != ChecksumAlgorithm.None) PartChecksum = _upload.PartChecksum;
        if (_upload.PartSize is < 1) throw new ObjectStoreException(ErrorKind.MalformedResponse, $"The provider dictates a part size of {_upload.PartSize} bytes.") { Key = key };
    }

    public ValueTask<Part> PutPartAsync(PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken)
    {
        if (Upload.PartAddresses is { } addresses && slot.Number > addresses.Count) throw new ObjectStoreException(ErrorKind.MalformedResponse, $"The provider gave {addresses.Count} part addresses, and part {slot.Number} needs one.") { Key = key };
        return driver.PutPartAsync(Upload, slot, content, checksum, cancellationToken);
    }

    public ValueTask<ObjectInfo> CompleteAsync(IReadOnlyList<Part> parts, long length, CancellationToken cancellationToken) =>
        driver.CompleteUploadAsync(Upload, parts, options with { Length = length }, cancellationToken);

    public ValueTask AbortAsync(CancellationToken cancellationToken) => _upload is null ? ValueTask.CompletedTask : driver.AbortUploadAsync(_upload, cancellationToken);
}
