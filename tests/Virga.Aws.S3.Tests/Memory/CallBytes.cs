namespace Virga.Aws.S3.Tests.Memory;

/// <summary>Measures what calls allocate, once the compiler has made its best code of them.</summary>
internal static class CallBytes
{
    private const int Calls = 20;

    /// <summary>Bytes of one call of each kind. They take turns, so that whatever happens meanwhile meets all alike.</summary>
    /// <remarks>An answer that is there before anybody waits for it saves the state of those who would have waited; so of the later batches the upper quartile counts, in which all have waited.</remarks>
    public static async Task<long[]> MeasureAsync(int batches, params Func<ValueTask>[] calls)
    {
        var measured = calls.Select(_ => new List<long>()).ToArray();
        for (var i = 0; i < batches; i++)
        {
            for (var kind = 0; kind < calls.Length; kind++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                for (var j = 0; j < Calls; j++) await calls[kind]();
                measured[kind].Add((GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
            }
        }

        return [.. measured.Select(bytes => bytes.Skip(batches / 2).Order().ElementAt(3 * (batches - (batches / 2)) / 4))];
    }
}
