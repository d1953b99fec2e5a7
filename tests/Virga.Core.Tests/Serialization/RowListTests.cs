using Virga.Serialization;

namespace Virga.Core.Tests.Serialization;

public sealed class RowListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(247)]
    [InlineData(248)]
    [InlineData(249)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(505)]
    [InlineData(5000)]
    public void GivesWhatWasAddedByIndexAndInOrder(int count)
    {
        var list = new RowList<int>();
        for (var i = 0; i < count; i++) list.Add(i * 3);

        Assert.Equal(count, list.Count);
        Assert.Equal(Enumerable.Range(0, count).Select(i => i * 3), list);
        for (var i = 0; i < count; i++) Assert.Equal(i * 3, list[i]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[-1]);
    }
}
