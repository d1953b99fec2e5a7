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

    [Theory]
    [InlineData("PutConformance.A", Outcome.Passed, Outcome.Passed, "")]
    [InlineData("PutConformance.A", Outcome.Failed, Outcome.Failed, "why")]
    [InlineData("PutConformance.A", Outcome.Skipped, Outcome.Failed, "('why'), but matrix.md wants it to pass")]
    [InlineData("ChecksumConformance.A", Outcome.Passed, Outcome.Failed, "out of date")]
    [InlineData("ChecksumConformance.A", Outcome.Failed, Outcome.Skipped, "ceph: ignores checksums")]
    [InlineData("ChecksumConformance.A", Outcome.Skipped, Outcome.Skipped, "ceph: ignores checksums")]
    public void TheTableTurnsEachOutcomeIntoAVerdict(string test, Outcome outcome, Outcome expected, string message)
    {
        var verdict = ServerMatrix.Parse(Table).Judge("ceph", test, outcome, "why");
        Assert.Equal(expected, verdict.Outcome);
        Assert.Contains(message, verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCommittedTableNamesEveryServer()
    {
        var matrix = ServerMatrix.Load();
        Assert.Equal([.. TestServers.S3, "localcloud"], matrix.Servers);
        Assert.NotEmpty(matrix.Rows);
    }
}
