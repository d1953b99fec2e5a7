using System.Security.Cryptography;

namespace Virga.Cli.Demo;

/// <summary>A file of random bytes, and its SHA-256.</summary>
internal static class RandomFile
{
    private const int BufferSize = 256 * 1024;

    public static async Task<byte[]> WriteAsync(string path, long size, Random random, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            for (var left = size; left > 0;)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(left, BufferSize));
                random.NextBytes(piece.Span);
                hash.AppendData(piece.Span);
                await file.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                left -= piece.Length;
            }
        }

        return hash.GetHashAndReset();
    }

    public static async Task<byte[]> HashAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false)) return await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
    }
}
