using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Hashing;

/// <summary>Where a checksum comes from: what the server keeps, when that is wanted and it keeps one, else all the bytes.</summary>
/// <param name="algorithm">The algorithm; null for that of the server, and SHA-256 where it keeps none.</param>
/// <param name="useStored">Whether what the server keeps counts.</param>
internal sealed class HashSource(ChecksumAlgorithm? algorithm, bool useStored)
{
    private const ChecksumAlgorithm Default = ChecksumAlgorithm.Sha256;

    public async Task<Hashed> OfAsync(SelectedItem item, CancellationToken cancellationToken)
    {
        if (item.Fault is { } fault) throw fault;
        if (item.Path is { } path) return await OfFileAsync(path, cancellationToken).ConfigureAwait(false);

        var store = item.Place!.Store;
        if (useStored && await store.StatAsync(item.Key, cancellationToken: cancellationToken).ConfigureAwait(false) is { Checksum: { IsNone: false } kept } info && (algorithm ?? kept.Algorithm) == kept.Algorithm) return new Hashed(kept, info.Size, IsStored: true);
        var content = await store.DownloadAsync(item.Key, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false)) return new Hashed(await Checksums.ComputeAsync(algorithm ?? Default, content, cancellationToken).ConfigureAwait(false), content.Position, IsStored: false);
    }

    public async Task<Hashed> OfStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        new(await Checksums.ComputeAsync(algorithm ?? Default, stream, cancellationToken).ConfigureAwait(false), null, IsStored: false);

    private async Task<Hashed> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, BufferSize = 0, Options = FileOptions.SequentialScan });
        await using (file.ConfigureAwait(false)) return new Hashed(await Checksums.ComputeAsync(algorithm ?? Default, file, cancellationToken).ConfigureAwait(false), file.Position, IsStored: false);
    }
}

/// <summary>A checksum, of how many bytes, and whether the server's word was taken for it.</summary>
internal readonly record struct Hashed(Checksum Checksum, long? Bytes, bool IsStored);
