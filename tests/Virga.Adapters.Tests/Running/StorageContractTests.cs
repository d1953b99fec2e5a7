namespace Virga.Adapters.Tests.Running;

public sealed class TempTests
{
    [Fact]
    public void S3()
    {
        var root = "/tmp/w/adapt/specs/aws/s3/";
        var run = AdapterRun.Of("", [.. new[] { "s3.yaml", "object-store.yaml", "account.yaml" }.Select(n => (n, File.ReadAllText(root + n)))]);
        File.WriteAllText("/tmp/adapt-s3.txt", string.Join("\n", run.Diagnostics) + "\n----\n" + string.Join("\n", run.CompilerFaults()) + "\n" + string.Join("\n", run.Result.GeneratedSources.Where(s => s.HintName.Contains(".Adapter.")).Select(s => s.SourceText)));
    }
    [Fact]
    public void Archive()
    {
        var run = AdapterRun.OfDocuments(Contracts.Archive, "archive.yaml", "archive-adapter.yaml");
        File.WriteAllText("/tmp/adapt-archive.txt", string.Join("\n", run.CompilerFaults()) );
    }
}
