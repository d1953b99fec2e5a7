using System.Buffers;
using System.Text;

namespace Virga.Http;

/// <summary>The body of an answer in pooled memory. Dispose it when its bytes have been read.</summary>
public sealed class ResponseBody : IDisposable
{
    private readonly PooledBuffer _buffer;

    internal ResponseBody(PooledBuffer buffer, string operation, int status)
    {
        _buffer = buffer;
        Bytes = buffer.AsSequence();
        Operation = operation;
        Status = status;
    }

    /// <summary>The bytes. They are valid until the body is disposed.</summary>
    public ReadOnlySequence<byte> Bytes { get; private set; }

    /// <summary>Whether there are no bytes.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>The operation, for messages.</summary>
    public string Operation { get; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The body as text in UTF-8.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes);

    /// <summary>The bytes as memory of their own.</summary>
    public ReadOnlyMemory<byte> ToArray() => Bytes.ToArray();

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Bytes = ReadOnlySequence<byte>.Empty;
        _buffer.Dispose();
    }
}
