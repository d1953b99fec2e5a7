using Virga.Cli.Selecting;

namespace Virga.Cli.Copying;

/// <summary>One file or object on its way.</summary>
/// <param name="Source">Where from, as it is shown.</param>
/// <param name="Target">Where to, as it is shown.</param>
/// <param name="Key">The key, of the target where that is a store; null for one that fails before it has one.</param>
/// <param name="Size">Bytes, as far as they are known.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record Transfer(string Source, string Target, string? Key, long? Size, Func<IProgress<TransferProgress>?, CancellationToken, Task<TransferOutcome>> RunAsync)
{
    /// <summary>What keeps it from being tried at all.</summary>
    public Exception? Fault { get; init; }

    /// <summary>For a dry run: whether the source is there, and how long; null where that is known.</summary>
    public Func<CancellationToken, Task<long?>>? MeasureAsync { get; init; }

    public static Transfer Failing(SelectedItem item, Exception fault) => new(item.Source, "", item.Key.Length == 0 ? null : item.Key, null, (_, _) => Task.FromException<TransferOutcome>(fault)) { Fault = fault };
}

/// <summary>What a transfer did.</summary>
/// <param name="Bytes">The length of the object.</param>
/// <param name="BytesSent">Bytes that went from here to a store.</param>
/// <param name="Checksum">The checksum that was compared; none when there was none.</param>
internal readonly record struct TransferOutcome(long Bytes, long BytesSent, Checksum Checksum);
