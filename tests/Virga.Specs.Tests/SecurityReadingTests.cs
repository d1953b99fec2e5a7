using Virga.Specs.Model;

namespace Virga.Specs.Tests;

public class SecurityReadingTests
{
    [Theory]
    [InlineData("", "a+b|c", false)]
    [InlineData("security: []", "", false)]
    [InlineData("security: [{}]", "", true)]
    [InlineData("security: [{ c: [] }, {}]", "c", true)]
    [InlineData("security: [{ c: [x] }, { c: [y] }]", "c", false)]
    [InlineData("security: [{ b: [], c: [] }]", "b+c", false)]
    public void AlternativesAndSchemesAtOnceAreRead(string operation, string expected, bool optional)
    {
        var model = Read(operation);
        Assert.Equal(expected, string.Join('|', model.Operations[0].SecurityAlternatives.Select(keys => string.Join('+', keys))));
        Assert.Equal(optional, model.Operations[0].IsSecurityOptional);
    }

    [Fact]
    public void WhereTokensComeFromIsRead()
    {
        var schemes = Read("").Schemes.ToDictionary(scheme => scheme.Key);
        Assert.Equal("/token", schemes["b"].TokenUrl);
        Assert.Equal("https://id.example.com/d", schemes["c"].OpenIdConnectUrl);
        Assert.Equal("cookie", schemes["a"].In);
    }

    private static ServiceModel Read(string operation) => Documents.Clean($$"""
        openapi: 3.1.0
        info: { title: Sample, version: "1" }
        security: [{ a: [], b: [] }, { c: [] }]
        paths: { /things: { get: { operationId: findThings, {{operation}}{{(operation.Length > 0 ? ", " : "")}}responses: { "204": { description: ok } } } } }
        components:
          securitySchemes:
            a: { type: apiKey, in: cookie, name: sid }
            b: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: {} }, implicit: { authorizationUrl: /authorize, scopes: {} } } }
            c: { type: openIdConnect, openIdConnectUrl: https://id.example.com/d }
        """);
}
