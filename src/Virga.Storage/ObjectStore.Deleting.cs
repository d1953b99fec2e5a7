using System.Runtime.CompilerServices;
using Virga.Storage.Driver;

namespace Virga.Storage;

public sealed partial class ObjectStore
{
    /// <summary>Deletes one object. Succeeds when it does not exist, unless a condition is given.</summary>
    /// <param name="key">The key: never a prefix.</param>
    /// <param name="options">Conditions; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask DeleteAsync(string key, DeleteOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        CheckWritable(key);
        var revision = OptionMapping.Revision(options?.IfMatch, "IfMatch");
        if (revision is not null)
        {
            Named(key, () =>
            {
                OptionMapping.Require(Capabilities.Delete.IfRevision, "Delete.IfRevision", "IfMatch");
                return true;
            });
        }

        await _driver.DeleteAsync(key, new WriteCondition(revision), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes objects by their keys, in as few requests as the provider allows.</summary>
    /// <param name="keys">The keys. All are checked as they come; a key that can be no key is a failure of its own.</param>
    /// <param name="cancellationToken">Ends the deleting between requests.</param>
    /// <returns>How many are gone, and which are not and why.</returns>
    public ValueTask<DeleteManyResult> DeleteManyAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return DeleteManyAsync(ToAsync(keys), cancellationToken);
    }

    /// <summary>Deletes objects by their keys as they come, in as few requests as the provider allows.</summary>
    /// <param name="keys">The keys. A key that can be no key is a failure of its own.</param>
    /// <param name="cancellationToken">Ends the deleting between requests.</param>
    /// <returns>How many are gone, and which are not and why.</returns>
    public async ValueTask<DeleteManyResult> DeleteManyAsync(IAsyncEnumerable<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        CheckWritable(null);
        var size = Math.Max(1, Capabilities.Delete.Batch);
        var room = size == 1 ? Math.Max(1, _options.ParallelDeletes) * 8 : size;
        var batch = new List<string>(Math.Min(room, 1000));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var failures = new List<FailedDelete>();
        var deleted = 0L;
        await foreach (var key in keys.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (KeyRules.Fault(key, Capabilities.Limits) is { } fault)
            {
                failures.Add(new FailedDelete(key, ErrorKind.InvalidArgument, null, fault));
                continue;
            }

            if (!seen.Add(key)) continue;
            batch.Add(key);
            if (batch.Count < room) continue;
            deleted += await DeleteBatchAsync(batch, failures, cancellationToken).ConfigureAwait(false);
            batch.Clear();
            seen.Clear();
        }

        if (batch.Count > 0) deleted += await DeleteBatchAsync(batch, failures, cancellationToken).ConfigureAwait(false);
        return new DeleteManyResult(deleted, failures);
    }

    /// <summary>Deletes every object whose key begins with a prefix, character by character: <c>a</c> takes <c>ab</c> too, end it in <c>/</c> for a folder.</summary>
    /// <param name="prefix">The prefix. The empty one is refused unless <see cref="DeletePrefixOptions.AllowEmptyPrefix"/> is set.</param>
    /// <param name="options">Guards; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the deleting between requests.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.InvalidArgument"/> when a guard refuses; then nothing was deleted.</exception>
    public async ValueTask<DeletePrefixResult> DeletePrefixAsync(string prefix, DeletePrefixOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        options ??= new DeletePrefixOptions();
        if (prefix.Length == 0 && !options.AllowEmptyPrefix) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"An empty prefix means every object of bucket '{Bucket}'; set DeletePrefixOptions.AllowEmptyPrefix when that is meant.") { Bucket = Bucket };
        if (!options.DryRun) CheckWritable(null);
        if (options.MaxDeletes is { } most) await CountAsync(prefix, most, cancellationToken).ConfigureAwait(false);

        var seen = new Tally();
        if (options.DryRun)
        {
            await foreach (var _ in TallyAsync(prefix, seen, cancellationToken).ConfigureAwait(false))
            {
                // Counting is all that a dry run does.
            }

            return new DeletePrefixResult(seen.Objects, seen.Bytes, 0, []);
        }

        var result = await DeleteManyAsync(TallyAsync(prefix, seen, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new DeletePrefixResult(seen.Objects, seen.Bytes, result.Deleted, result.Failures);
    }

    /// <summary>Deletes what listings hide, so that the bucket itself can be deleted.</summary>
    internal async ValueTask DeleteSegmentsAsync(CancellationToken cancellationToken)
    {
        if (Capabilities.Chunks.Mode != Chunking.Composed) return;
        (await DeletePrefixAsync(_options.SegmentPrefix, null, cancellationToken).ConfigureAwait(false)).ThrowIfFailed();
    }

    private static async IAsyncEnumerable<string> ToAsync(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            yield return key ?? throw new ArgumentException("A key is null.", nameof(keys));
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private async ValueTask CountAsync(string prefix, long most, CancellationToken cancellationToken)
    {
        var found = 0L;
        await foreach (var _ in ListAsync(prefix, new ListOptions { Limit = most == long.MaxValue ? most : most + 1 }, cancellationToken).ConfigureAwait(false)) found++;
        if (found > most) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"More than {most} objects of bucket '{Bucket}' begin with '{prefix}'; nothing was deleted. Raise DeletePrefixOptions.MaxDeletes when that is meant.") { Bucket = Bucket };
    }

    private async IAsyncEnumerable<string> TallyAsync(string prefix, Tally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in ListAsync(prefix, null, cancellationToken).ConfigureAwait(false))
        {
            tally.Objects++;
            tally.Bytes += row.Size ?? 0;
            yield return row.Key;
        }
    }

    private async ValueTask<long> DeleteBatchAsync(List<string> keys, List<FailedDelete> failures, CancellationToken cancellationToken)
    {
        var before = failures.Count;
        if (Capabilities.Delete.Batch > 1)
        {
            foreach (var failed in await _driver.DeleteManyAsync(keys, cancellationToken).ConfigureAwait(false)) failures.Add(new FailedDelete(failed.Key, failed.Error, failed.Code, failed.Message));
        }
        else
        {
            var limits = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _options.ParallelDeletes), CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(keys, limits, async (key, token) =>
            {
                try
                {
                    await _driver.DeleteAsync(key, default, token).ConfigureAwait(false);
                }
                catch (ObjectStoreException e)
                {
                    lock (failures) failures.Add(new FailedDelete(key, e.Kind, e.Code, e.Message));
                }
            }).ConfigureAwait(false);
        }

        return keys.Count - (failures.Count - before);
    }

    private sealed class Tally
    {
        public long Objects { get; set; }

        public long Bytes { get; set; }
    }
}
