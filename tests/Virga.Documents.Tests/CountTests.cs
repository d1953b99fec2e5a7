using Virga.Specs.Model;

namespace Virga.Documents.Tests;

/// <summary>Microsoft.OpenApi counts what a document holds; we must read as many.</summary>
public sealed class CountTests
{
    public static TheoryData<string> Names => [.. Corpus.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void OperationsAndSchemasAreAsManyAsTheSecondReaderSees(string name) => Agree(Corpus.Get(name));

    internal static void Agree(SpecDocument document)
    {
        var model = Reading.Model(document);
        var (operations, schemas) = SecondReader.Count(document);
        Assert.Equal((operations, schemas), (model.Operations.Count, model.Schemas.Count));
    }
}
