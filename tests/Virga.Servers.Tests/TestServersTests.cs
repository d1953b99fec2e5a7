namespace Virga.Servers.Tests;

public sealed class TestServersTests
{
    [Fact]
    public void AnUnknownServerIsAnErrorThatNamesTheKnownOnes()
    {
        var failure = Assert.Throws<ArgumentException>(() => TestServers.Require("none"));
        Assert.Contains("ceph, swift-s3api, moto", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void TheSecondCephAccountIsAnother()
    {
        var first = TestServers.Require(TestServers.Ceph);
        Assert.NotEqual(first.AccessKeyId, TestServers.RequireOtherCephUser().AccessKeyId);
        Assert.DoesNotContain(first.SecretAccessKey, first.ToString(), StringComparison.Ordinal);
    }
}
