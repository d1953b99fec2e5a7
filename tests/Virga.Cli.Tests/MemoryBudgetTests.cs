using Virga.Cli.Copying;
using Virga.Storage;
using Virga.Storage.Driver;

namespace Virga.Cli.Tests;

public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task WhoDoesNotFitWaitsForItsTurn()
    {
        var budget = new MemoryBudget(100);
        var first = await budget.EnterAsync(60, CancellationToken.None);
        var second = budget.EnterAsync(60, CancellationToken.None);
        var third = budget.EnterAsync(10, CancellationToken.None);

        // The third would fit, but whoever is large must not wait for ever.
        Assert.Equal((false, false), (second.IsCompleted, third.IsCompleted));
        first.Dispose();
        (await second).Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task OneThatNeverFitsRunsAlone()
    {
        var budget = new MemoryBudget(100);
        using var large = await budget.EnterAsync(1000, CancellationToken.None);
        Assert.False(budget.EnterAsync(1, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task OneThatIsCancelledLeavesItsPlaceToTheNext()
    {
        var budget = new MemoryBudget(100);
        var first = await budget.EnterAsync(100, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        var second = budget.EnterAsync(100, cancelled.Token);
        var third = budget.EnterAsync(100, CancellationToken.None);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await third).Dispose();
        (await budget.EnterAsync(100, CancellationToken.None)).Dispose();
    }

    [Theory]
    [InlineData(100L, 4, 100L)]
    [InlineData(1L << 30, 4, 32L << 20)]
    [InlineData(null, 4, 32L << 20)]
    public void AStreamHoldsItsPartsOrAllOfASmallOne(long? size, int parallel, long bytes) =>
        Assert.Equal((bytes, parallel), Need(size, budget: 256L << 20));

    [Fact]
    public void ASmallBudgetTakesPartsAway() => Assert.Equal((16L << 20, 2), Need(null, budget: 20L << 20));

    private static (long Bytes, int Parallel) Need(long? size, long budget)
    {
        var (bytes, transfer) = TransferMemory.OfStream(new TransferOptions(), size, new ChunkCapabilities(), budget);
        return (bytes, transfer.Parallel);
    }
}
