using Virga.Serialization;

namespace Virga.Core.Tests.Serialization;

public sealed class RowTextsTests
{
    [Fact]
    public void RowsWithOneAndTheSameTextShareItsList()
    {
        var first = RowTexts.Append(null, "CRC64NVME");
        var second = RowTexts.Append(null, new string("CRC64NVME"));
        var other = RowTexts.Append(null, "SHA256");

        Assert.Same(first, second);
        Assert.Equal(["SHA256"], other);
        Assert.Equal(["CRC64NVME"], first);
        Assert.Throws<ArgumentOutOfRangeException>(() => first[1]);
    }

    [Fact]
    public void ARowWithSeveralTextsHasAListOfItsOwn()
    {
        var shared = RowTexts.Append(null, "a");
        var own = RowTexts.Append(RowTexts.Append(RowTexts.Append(null, "a"), "b"), "c");

        Assert.Equal(["a", "b", "c"], own);
        Assert.Equal(["a"], shared);
    }
}
