using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

public class CorpusTests
{
    public static TheoryData<string> Names => [.. Documents.Corpus];

    [Theory]
    [MemberData(nameof(Names))]
    public void OurOwnDocumentsReadWithoutAFault(string name)
    {
        var result = SpecReader.Read(Documents.Text(name), CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        Assert.NotNull(result.Model);
    }
}
