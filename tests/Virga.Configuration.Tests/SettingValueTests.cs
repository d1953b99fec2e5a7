namespace Virga.Configuration.Tests;

public sealed class SettingValueTests
{
    [Theory]
    [InlineData("8MiB", 8L * 1024 * 1024)]
    [InlineData("8 mib", 8L * 1024 * 1024)]
    [InlineData("1.5KB", 1500L)]
    [InlineData("0", 0L)]
    [InlineData("17", 17L)]
    [InlineData("17B", 17L)]
    [InlineData("1TiB", 1L << 40)]
    public void SizesHaveUnits(string text, long expected)
    {
        Assert.True(SettingValue.TryParseSize(text, out var bytes));
        Assert.Equal(expected, bytes);
        Assert.True(SettingValue.TryParseRate(text + "/s", out var rate));
        Assert.Equal(expected, rate);
    }

    [Theory]
    [InlineData("60s", 60_000)]
    [InlineData("1500ms", 1500)]
    [InlineData("1.5m", 90_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void TimesHaveUnits(string text, int milliseconds)
    {
        Assert.True(SettingValue.TryParseTime(text, out var time));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("MiB")]
    [InlineData("8 apples")]
    [InlineData("99999999999TiB")]
    [InlineData("1e9")]
    public void OtherTextIsNoSizeAndNoCount(string? text)
    {
        Assert.False(SettingValue.TryParseSize(text, out _));
        Assert.False(SettingValue.TryParseCount(text, out _));
    }

    [Theory]
    [InlineData("60")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("s")]
    [InlineData("99999999999999d")]
    [InlineData(null)]
    public void OtherTextIsNoTime(string? text) => Assert.False(SettingValue.TryParseTime(text, out _));
}
