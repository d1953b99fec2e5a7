namespace Virga.Storage;

public sealed partial class ObjectStore
{
    /// <summary>Renames every object whose key begins with a prefix, character by character; each as <see cref="MoveAsync"/> does, several at once.</summary>
    /// <remarks>It is not atomic as a whole: when it is cancelled or some fail, the rest has moved. Calling it again goes on.</remarks>
    /// <param name="prefix">The prefix; end it in <c>/</c> for a folder. The empty one is refused.</param>
    /// <param name="newPrefix">What takes its place. Neither may begin with the other, or what was moved would be moved again.</param>
    /// <param name="options">Whether targets are replaced; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the moving between objects.</param>
    /// <returns>How many moved, and which did not and why.</returns>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.InvalidArgument"/> for prefixes that cannot be; then nothing was moved.</exception>
    public async ValueTask<MovePrefixResult> MovePrefixAsync(string prefix, string newPrefix, MovePrefixOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(newPrefix);
        options ??= new MovePrefixOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallel, 1, nameof(options));
        if (prefix.Length == 0) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"An empty prefix means every object of bucket '{Bucket}', and none of them may be moved below itself; name a prefix.") { Bucket = Bucket };
        if (prefix.StartsWith(newPrefix, StringComparison.Ordinal) || newPrefix.StartsWith(prefix, StringComparison.Ordinal)) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{prefix}' and '{newPrefix}' begin alike, so that what was moved would be found and moved again. Move to a prefix of another beginning first.") { Bucket = Bucket };
        if (!options.DryRun) CheckWritable(null);

        var (matched, moved) = (0L, 0L);
        var failures = new List<FailedMove>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        var move = new ObjectMoveOptions { Overwrite = options.Overwrite };
        await Parallel.ForEachAsync(ListAsync(prefix, null, cancellationToken), limits, async (row, token) =>
        {
            Interlocked.Increment(ref matched);
            if (options.DryRun) return;
            var key = newPrefix + row.Key[prefix.Length..];
            try
            {
                await MoveAsync(row.Key, key, move, token).ConfigureAwait(false);
                Interlocked.Increment(ref moved);
            }
            catch (ObjectStoreException e)
            {
                lock (failures) failures.Add(new FailedMove(row.Key, key, e.Kind, e.Message));
            }
        }).ConfigureAwait(false);
        return new MovePrefixResult(matched, moved, failures);
    }
}
