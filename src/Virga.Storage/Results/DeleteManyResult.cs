namespace Virga.Storage;

/// <summary>What a delete of many did.</summary>
/// <param name="Deleted">How many keys are gone, those that never existed included.</param>
/// <param name="Failures">The keys that are not.</param>
public sealed record DeleteManyResult(long Deleted, IReadOnlyList<FailedDelete> Failures)
{
    /// <summary>Fails when a key could not be deleted.</summary>
    /// <exception cref="ObjectStoreException">There are failures; the message names the first.</exception>
    public void ThrowIfFailed()
    {
        if (Failures.Count == 0) return;
        var first = Failures[0];
        throw new ObjectStoreException(first.Kind, $"{Failures.Count} of {Deleted + Failures.Count} keys could not be deleted; the first is '{first.Key}': {first.Message ?? first.Code ?? first.Kind.ToString()}") { Code = first.Code, Key = first.Key };
    }
}
