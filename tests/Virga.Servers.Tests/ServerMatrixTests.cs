namespace Virga.Servers.Tests;

public sealed class ServerMatrixTests
{
    private const string Table = """
        # Some page

        | test | ceph | moto |
        |---|---|---|
        | `PutConformance` | pass | pass |
        | ChecksumConformance | skip: ignores checksums | pass |
        | ChecksumConformance.KeepsItsOwn | pass | skip: keeps none |
        """;

    [Fact]
    public void TheMostSpecificRowDecides()
    {
        var matrix = ServerMatrix.Parse(Table);
        Assert.Equal(["ceph", "moto"], matrix.Servers);
        Assert.True(matrix.For("ceph", "PutConformance.WritesBytes").MustPass);
        Assert.Equal("ignores checksums", matrix.For("ceph", "ChecksumConformance.Announces").SkipReason);
        Assert.True(matrix.For("ceph", "ChecksumConformance.KeepsItsOwn").MustPass);
        Assert.Equal("keeps none", matrix.For("moto", "ChecksumConformance.KeepsItsOwn").SkipReason);
    }

    [Fact]
    public void AnUnknownServerOrTestIsAnError()
    {
        var matrix = ServerMatrix.Parse(Table);
        Assert.Contains("'azurite'", Assert.Throws<MatrixException>(() => matrix.For("azurite", "PutConformance.A")).Message, StringComparison.Ordinal);
        Assert.Contains("'CopyConformance.A'", Assert.Throws<MatrixException>(() => matrix.For("ceph", "CopyConformance.A")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| test | ceph |\n|---|---|\n| Put | maybe |", "maybe")]
    [InlineData("| test | ceph |\n|---|---|\n| Put | skip: |", "skip:")]
    [InlineData("| test | ceph |\n|---|---|\n| Put | pass | pass |", "2 cells")]
    [InlineData("| test | ceph |\n|---|---|\n| Put | pass |\n| Put | pass |", "twice")]
    [InlineData("no table", "no table")]
    public void ABadTableSaysWhatIsWrong(string table, string expected)
    {
        Assert.Contains(expected, Assert.Throws<MatrixException>(() => ServerMatrix.Parse(table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASkipThatIsNotListedFails()
    {
        var matrix = ServerMatrix.Parse(Table);
        var failure = await Assert.ThrowsAsync<MatrixException>(() => matrix.RunAsync("ceph", "PutConformance.A", () => throw new SkipException("not today")));
        Assert.Contains("not today", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListedSkipThatPassesFails()
    {
        var matrix = ServerMatrix.Parse(Table);
        var failure = await Assert.ThrowsAsync<MatrixException>(() => matrix.RunAsync("ceph", "ChecksumConformance.A", () => Task.CompletedTask));
        Assert.Contains("out of date", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListedSkipIsSkippedWithItsReasonWhetherItFailsOrSkips()
    {
        var matrix = ServerMatrix.Parse(Table);
        foreach (var outcome in new Exception[] { new InvalidOperationException("400"), new SkipException("capability") })
        {
            var skip = await Assert.ThrowsAsync<SkipException>(() => matrix.RunAsync("ceph", "ChecksumConformance.A", () => throw outcome));
            Assert.Equal("ceph: ignores checksums", skip.Message);
        }
    }

    [Fact]
    public async Task AFailureOfWhatMustPassIsHandedOn()
    {
        var matrix = ServerMatrix.Parse(Table);
        await Assert.ThrowsAsync<InvalidDataException>(() => matrix.RunAsync("moto", "PutConformance.A", () => throw new InvalidDataException("lost")));
        await matrix.RunAsync("moto", "PutConformance.A", () => Task.CompletedTask);
    }

    [Fact]
    public void TheCommittedTableNamesEveryServer()
    {
        var matrix = ServerMatrix.Load();
        Assert.Equal([.. TestServers.S3, "localcloud"], matrix.Servers);
        Assert.NotEmpty(matrix.Rows);
    }
}
