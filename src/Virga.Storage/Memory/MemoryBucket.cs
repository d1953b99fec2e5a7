namespace Virga.Storage.Memory;

/// <summary>The objects and uploads of one bucket. Every access holds the lock.</summary>
internal sealed class MemoryBucket(DateTimeOffset created)
{
    private long _revisions;

    public Lock Lock { get; } = new();

    public DateTimeOffset Created { get; } = created;

    public SortedList<string, MemoryObject> Objects { get; } = new(KeyOrder.Instance);

    public Dictionary<string, MemoryUpload> Uploads { get; } = new(StringComparer.Ordinal);

    public string NextRevision() => $"{++_revisions:x8}";

    /// <summary>The index of the first key that is not before this one.</summary>
    public int IndexFrom(string key)
    {
        var (low, high) = (0, Objects.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (KeyOrder.Instance.Compare(Objects.Keys[middle], key) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
