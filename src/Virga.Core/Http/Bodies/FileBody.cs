using Microsoft.Win32.SafeHandles;

namespace Virga.Http;

/// <summary>A body from a range of an open file.</summary>
internal sealed class FileBody : BodySource
{
    private readonly SafeFileHandle _file;
    private readonly long _offset;
    private readonly long _length;

    public FileBody(SafeFileHandle file, long offset, long length)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _file = file;
        _offset = offset;
        _length = length;
    }

    public override long? Length => _length;

    public override bool IsReplayable => true;

    public override Stream OpenRead() => new FileRangeStream(_file, _offset, _length);

    public override async ValueTask CopyToAsync(Stream target, AttemptContent sent, CancellationToken cancellationToken)
    {
        using var block = FileBlock.Rent();
        var at = 0L;
        while (at < _length)
        {
            var count = FileRangeStream.Read(_file, block.Memory.Span[..(int)Math.Min(block.Memory.Length, _length - at)], _offset + at);
            if (count == 0) break;
            await target.WriteAsync(block.Memory[..count], cancellationToken).ConfigureAwait(false);
            sent.Wrote(count);
            at += count;
        }
    }
}
