namespace Virga.Http;

/// <summary>Holds a block until it is disposed.</summary>
internal readonly struct FileBlockLease(FileBlock block) : IDisposable
{
    public Memory<byte> Memory => block.Memory;

    public void Dispose() => block.GiveBack();
}
