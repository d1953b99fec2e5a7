using Virga.Specs.Model;

namespace Virga.Specs.Tests;

/// <summary>Inline schemas that say the same under the same name have one type.</summary>
public sealed class SameSchemaTests
{
    private const string Meta = "{ type: object, required: [total], properties: { total: { type: integer, description: How many. } } }";

    [Theory]
    [InlineData(Meta, true)]
    [InlineData("{ type: object, description: Something else of the whole., required: [total], properties: { total: { type: integer, description: How many. } } }", true)]
    [InlineData("{ type: object, properties: { total: { type: integer, description: How many. } } }", false)]
    [InlineData("{ type: object, required: [total], properties: { total: { type: integer, description: How few. } } }", false)]
    [InlineData("{ type: object, required: [total], properties: { total: { type: integer, format: int32, description: How many. } } }", false)]
    [InlineData("{ type: object, x-virga-name: Own, required: [total], properties: { total: { type: integer, description: How many. } } }", false)]
    public void TheSecondBecomesACopyOfTheFirstWhereItSaysTheSame(string second, bool isSame)
    {
        var (first, other) = Members($"First: {{ type: object, properties: {{ meta: {Meta} }} }}\nSecond: {{ type: object, properties: {{ meta: {second} }} }}");
        Assert.Null(first.Original);
        Assert.Equal(isSame, ReferenceEquals(first, other.Original));
    }

    [Fact]
    public void UnderAnotherNameItIsAnotherType()
    {
        var (_, other) = Members($"First: {{ type: object, properties: {{ meta: {Meta} }} }}\nSecond: {{ type: object, properties: {{ sum: {Meta} }} }}");
        Assert.Null(other.Original);
    }

    [Fact]
    public void EnumsAreSharedWithWhatNestsThem()
    {
        const string State = "{ type: string, enum: [open, shut] }";
        var (first, other) = Members($"First: {{ type: object, properties: {{ door: {{ type: object, properties: {{ state: {State} }} }} }} }}\nSecond: {{ type: object, properties: {{ door: {{ type: object, properties: {{ state: {State} }} }} }} }}");
        Assert.Same(first, other.Original);
    }

    [Fact]
    public void VariantsOfUnionsStayThemselves()
    {
        var (first, other) = Members($"First: {{ type: object, properties: {{ meta: {Meta} }} }}\nSecond: {{ type: object, properties: {{ meta: {{ oneOf: [{Meta}, {{ type: string }}] }} }} }}");
        Assert.Null(first.Original);
        Assert.Null(other.Variants[0].Schema.Original);
    }

    private static (SchemaModel First, SchemaModel Second) Members(string components)
    {
        var model = Documents.Clean(Documents.Schemas($"{components}\nThing: {{ type: object, properties: {{ a: {{ $ref: \"#/components/schemas/First\" }}, b: {{ $ref: \"#/components/schemas/Second\" }} }} }}"));
        return (Of("First"), Of("Second"));

        SchemaModel Of(string key) => Assert.Single(model.Schemas.Single(schema => schema.Key == key).Properties).Schema;
    }
}
