using Virga.Storage.Driver;

namespace Virga.Storage.Memory;

/// <summary>An upload that was begun and not ended.</summary>
internal sealed class MemoryUpload(string key, PutOptions options)
{
    public string Key { get; } = key;

    public PutOptions Options { get; } = options;

    public SortedList<int, (Part Part, MemoryContent Content)> Parts { get; } = [];
}
