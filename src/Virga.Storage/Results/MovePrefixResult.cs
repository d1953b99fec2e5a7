namespace Virga.Storage;

/// <summary>What a renaming of a prefix did.</summary>
/// <param name="Matched">How many objects begin so.</param>
/// <param name="Moved">How many are at their new keys only; 0 for a dry run.</param>
/// <param name="Failures">Those that are not, by their old keys.</param>
public sealed record MovePrefixResult(long Matched, long Moved, IReadOnlyList<FailedMove> Failures)
{
    /// <summary>Fails when an object could not be moved.</summary>
    /// <exception cref="ObjectStoreException">There are failures; the message names the first.</exception>
    public void ThrowIfFailed()
    {
        if (Failures.Count == 0) return;
        var first = Failures[0];
        throw new ObjectStoreException(first.Kind, $"{Failures.Count} of {Matched} objects were not moved, '{first.Key}' first: {first.Message}") { Key = first.Key };
    }
}
