namespace Virga.Storage.Memory;

/// <summary>An object as it is kept.</summary>
internal sealed record MemoryObject(ObjectInfo Info, MemoryContent Content);
