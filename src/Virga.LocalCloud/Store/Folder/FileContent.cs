using Microsoft.Win32.SafeHandles;

namespace Virga.Local.Store.Folder;

/// <summary>Bytes in files, one behind the other.</summary>
internal sealed class FileContent(IReadOnlyList<FilePiece> pieces, BlockPool blocks) : Content
{
    public IReadOnlyList<FilePiece> Pieces => pieces;

    public override long Length { get; } = pieces.Sum(static piece => piece.Length);

    public override void Acquire()
    {
        foreach (FilePiece piece in pieces)
        {
            piece.Acquire();
        }
    }

    public override void Release()
    {
        foreach (FilePiece piece in pieces)
        {
            piece.Release();
        }
    }

    public override void Discard()
    {
        foreach (FilePiece piece in pieces)
        {
            piece.Discard();
        }
    }

    public override async Task CopyToAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> target, long offset, long count, CancellationToken cancellationToken)
    {
        byte[] block = blocks.Rent();
        try
        {
            foreach (FilePiece piece in pieces)
            {
                if (offset >= piece.Length)
                {
                    offset -= piece.Length;
                    continue;
                }

                long taken = Math.Min(piece.Length - offset, count);
                if (taken == 0)
                {
                    break;
                }

                await CopyPieceAsync(piece, target, offset, taken, block, cancellationToken).ConfigureAwait(false);
                offset = 0;
                count -= taken;
            }
        }
        finally
        {
            blocks.Return(block);
        }
    }

    private static async Task CopyPieceAsync(
        FilePiece piece, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> target, long offset, long count, byte[] block, CancellationToken cancellationToken)
    {
        using SafeFileHandle file = piece.Open();
        while (count > 0)
        {
            Memory<byte> room = block.AsMemory(0, (int)Math.Min(block.Length, count));
            int read = await RandomAccess.ReadAsync(file, room, offset, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException($"The file {piece.Id} is shorter than its record says. It was changed by another program.");
            }

            await target(room[..read], cancellationToken).ConfigureAwait(false);
            offset += read;
            count -= read;
        }
    }
}
