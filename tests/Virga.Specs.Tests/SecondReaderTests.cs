using Microsoft.OpenApi;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

/// <summary>Microsoft.OpenApi reads the same documents (it knows JSON only) and must see the same operations, parameters, statuses and members.</summary>
public class SecondReaderTests
{
    public static TheoryData<string> Names => [.. Documents.Corpus];

    [Theory]
    [MemberData(nameof(Names))]
    public void OperationsAndParametersAgree(string name)
    {
        var theirs = Theirs(name);
        var ours = Documents.Model(name);
        Assert.Equal(
            Operations(theirs).Select(operation => $"{operation.Method} {operation.Path} {operation.Value.OperationId}").Order(StringComparer.Ordinal),
            ours.Operations.Select(operation => $"{operation.Method} {operation.PathKey} {operation.Id}").Order(StringComparer.Ordinal));
        foreach (var (method, path, item, operation) in Operations(theirs))
        {
            var own = ours.Operations.Single(candidate => candidate.Id == operation.OperationId);
            var parameters = (item.Parameters ?? []).Concat(operation.Parameters ?? []).Select(parameter => $"{parameter.In.ToString()!.ToLowerInvariant()} {parameter.Name} {parameter.Required}");
            Assert.Equal(parameters.Order(StringComparer.Ordinal), own.Parameters.Select(parameter => $"{parameter.In.ToString().ToLowerInvariant()} {parameter.WireName} {parameter.Required}").Order(StringComparer.Ordinal));
            Assert.Equal(operation.Responses!.Count, own.Responses.Count);
            Assert.Equal(operation.RequestBody is not null, own.Body is not null);

            // 2.0 says it of each part of a form; they give a body of required parts as one that may be left out.
            if (own.Body?.MediaType != "multipart/form-data") Assert.Equal(operation.RequestBody?.Required ?? false, own.Body?.Required ?? false);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MembersOfComponentsAgree(string name)
    {
        var ours = Documents.Model(name).Schemas.ToDictionary(schema => schema.Key!, StringComparer.Ordinal);
        foreach (var (key, schema) in Theirs(name).Components!.Schemas!)
        {
            Assert.Equal(Members(schema).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ours[key].Properties.Select(property => property.WireName).Order(StringComparer.Ordinal));
            Assert.Equal(Required(schema).Order(StringComparer.Ordinal), ours[key].Properties.Where(property => property.Required).Select(property => property.WireName).Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<string> Members(IOpenApiSchema schema) => (schema.AllOf ?? []).SelectMany(Members).Concat(schema.Properties?.Keys ?? []);

    private static IEnumerable<string> Required(IOpenApiSchema schema) => (schema.AllOf ?? []).SelectMany(Required).Concat(schema.Required ?? Enumerable.Empty<string>());

    private static IEnumerable<(string Method, string Path, IOpenApiPathItem Item, OpenApiOperation Value)> Operations(OpenApiDocument document) =>
        document.Paths.SelectMany(path => (path.Value.Operations ?? []).Select(operation => (operation.Key.Method.ToUpperInvariant(), path.Key, path.Value, operation.Value)));

    private static OpenApiDocument Theirs(string name) => OpenApiDocument.Parse(TreeJson.Of(Documents.Text(name)).GetRawText(), "json").Document!;
}
