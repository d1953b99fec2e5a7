namespace Virga.Storage;

/// <summary>What a delete by prefix did.</summary>
/// <param name="Matched">How many objects begin so.</param>
/// <param name="Bytes">Their length together, as far as the listing said.</param>
/// <param name="Deleted">How many are gone; 0 for a dry run.</param>
/// <param name="Failures">Those that are not.</param>
public sealed record DeletePrefixResult(long Matched, long Bytes, long Deleted, IReadOnlyList<FailedDelete> Failures)
{
    /// <summary>Fails when an object could not be deleted.</summary>
    /// <exception cref="ObjectStoreException">There are failures; the message names the first.</exception>
    public void ThrowIfFailed() => new DeleteManyResult(Deleted, Failures).ThrowIfFailed();
}
