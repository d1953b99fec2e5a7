using System.Text.Json;
using Virga.Http;

namespace Virga.Core.Tests.Http;

/// <summary>Every cell of the table of styles in OpenAPI 3.1.1 (4.8.12.4), and what the table leaves open.</summary>
public sealed class ParameterStyleTests
{
    private const string Object = """{"R":100,"G":200,"B":150}""";
    private const string List = """["blue","black","brown"]""";

    private static readonly JsonWrite<string> Raw = static (writer, json) => writer.WriteRawValue(json);

    [Theory]
    [InlineData(ParameterStyle.Matrix, false, "", ";color")]
    [InlineData(ParameterStyle.Matrix, false, "blue", ";color=blue")]
    [InlineData(ParameterStyle.Matrix, false, List, ";color=blue,black,brown")]
    [InlineData(ParameterStyle.Matrix, false, Object, ";color=R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Matrix, true, "", ";color")]
    [InlineData(ParameterStyle.Matrix, true, "blue", ";color=blue")]
    [InlineData(ParameterStyle.Matrix, true, List, ";color=blue;color=black;color=brown")]
    [InlineData(ParameterStyle.Matrix, true, Object, ";R=100;G=200;B=150")]
    [InlineData(ParameterStyle.Label, false, "", ".")]
    [InlineData(ParameterStyle.Label, false, "blue", ".blue")]
    [InlineData(ParameterStyle.Label, false, List, ".blue,black,brown")]
    [InlineData(ParameterStyle.Label, false, Object, ".R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Label, true, "", ".")]
    [InlineData(ParameterStyle.Label, true, "blue", ".blue")]
    [InlineData(ParameterStyle.Label, true, List, ".blue.black.brown")]
    [InlineData(ParameterStyle.Label, true, Object, ".R=100.G=200.B=150")]
    [InlineData(ParameterStyle.Simple, false, "blue", "blue")]
    [InlineData(ParameterStyle.Simple, false, List, "blue,black,brown")]
    [InlineData(ParameterStyle.Simple, false, Object, "R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Simple, true, List, "blue,black,brown")]
    [InlineData(ParameterStyle.Simple, true, Object, "R=100,G=200,B=150")]
    [InlineData(ParameterStyle.Json, false, Object, "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D")]
    public async Task PathParametersAreWrittenInTheirStyle(ParameterStyle style, bool explode, string value, string expected)
    {
        Assert.Equal("/x" + expected, await SendAsync(request =>
        {
            request.Path("/x");
            if (value == List) request.Segment("color", ["blue", "black", "brown"], style, explode);
            else if (value == Object) request.Segment("color", Object, Raw, style, explode);
            else request.Segment("color", value, style);
        }));
        if (value == List) Assert.Equal("/x" + expected, await SendAsync(request =>
        {
            request.Path("/x");
            request.Segment("color", List, Raw, style, explode);
        }));
    }

    [Theory]
    [InlineData(ParameterStyle.Form, false, "", "color=")]
    [InlineData(ParameterStyle.Form, false, "blue", "color=blue")]
    [InlineData(ParameterStyle.Form, false, List, "color=blue,black,brown")]
    [InlineData(ParameterStyle.Form, false, Object, "color=R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Form, true, "", "color=")]
    [InlineData(ParameterStyle.Form, true, "blue", "color=blue")]
    [InlineData(ParameterStyle.Form, true, List, "color=blue&color=black&color=brown")]
    [InlineData(ParameterStyle.Form, true, Object, "R=100&G=200&B=150")]
    [InlineData(ParameterStyle.SpaceDelimited, false, List, "color=blue%20black%20brown")]
    [InlineData(ParameterStyle.SpaceDelimited, false, Object, "color=R%20100%20G%20200%20B%20150")]
    [InlineData(ParameterStyle.SpaceDelimited, true, List, "color=blue&color=black&color=brown")]
    [InlineData(ParameterStyle.PipeDelimited, false, List, "color=blue%7Cblack%7Cbrown")]
    [InlineData(ParameterStyle.PipeDelimited, false, Object, "color=R%7C100%7CG%7C200%7CB%7C150")]
    [InlineData(ParameterStyle.PipeDelimited, true, List, "color=blue&color=black&color=brown")]
    [InlineData(ParameterStyle.DeepObject, true, Object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]
    [InlineData(ParameterStyle.DeepObject, false, List, "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown")]
    [InlineData(ParameterStyle.DeepObject, true, "blue", "color=blue")]
    [InlineData(ParameterStyle.Json, false, List, "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D")]
    public async Task QueryParametersAreWrittenInTheirStyle(ParameterStyle style, bool explode, string value, string expected)
    {
        Assert.Equal("/x?" + expected, await SendAsync(request =>
        {
            request.Path("/x");
            if (value is List or Object) request.Query("color", value, Raw, style, explode);
            else request.Query("color", JsonSerializer.Serialize(value), Raw, style, explode);
        }));
        if (value == List && style != ParameterStyle.Json) Assert.Equal("/x?" + expected, await SendAsync(request =>
        {
            request.Path("/x");
            request.Query("color", ["blue", "black", "brown"], style, explode);
        }));
    }

    [Theory]
    [InlineData(ParameterStyle.Simple, false, List, "blue,black,brown")]
    [InlineData(ParameterStyle.Simple, false, Object, "R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Simple, true, Object, "R=100,G=200,B=150")]
    [InlineData(ParameterStyle.Json, false, Object, Object)]
    [InlineData(ParameterStyle.Simple, false, "{}", null)]
    public async Task HeadersAreWrittenInTheirStyle(ParameterStyle style, bool explode, string value, string? expected)
    {
        using var service = new TestService();
        service.Handler.Answer(200, "ok");
        await service.CallAsync(TestService.Get, request =>
        {
            request.Path("/x");
            request.Header("X-Color", value, Raw, style, explode);
        });
        Assert.Equal(expected, service.Handler.Single.Header("X-Color"));
    }

    [Fact]
    public async Task CookiesStandInOneHeader()
    {
        using var service = new TestService();
        service.Handler.Answer(200, "ok");
        await service.CallAsync(TestService.Get, request =>
        {
            request.Path("/x");
            request.Cookie("session", "a b;c");
            request.Cookie("none", (string?)null);
            request.Cookie("flat", ["1", "2"], explode: false);
            request.Cookie("each", ["1", "2"], explode: true);
            request.Cookie("color", Object, Raw, ParameterStyle.Form, explode: true);
            request.Cookie("packed", Object, Raw, ParameterStyle.Form, explode: false);
            request.Cookie("doc", "[1]", Raw, ParameterStyle.Json, explode: false);
            Assert.Throws<ArgumentException>(() => request.Cookie("a b", "1"));
        });
        Assert.Equal("session=a%20b%3Bc; flat=1,2; each=1; each=2; R=100; G=200; B=150; packed=R,100,G,200,B,150; doc=%5B1%5D", service.Handler.Single.Header("Cookie"));
    }

    [Theory]
    [InlineData(ParameterStyle.DeepObject, """{"a":{"b":[1,{"c":true}],"d":null},"e f":"é"}""", "p%5Ba%5D%5Bb%5D%5B0%5D=1&p%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=true&p%5Be%20f%5D=%C3%A9")]
    [InlineData(ParameterStyle.Form, """{"a":[1,null,2],"b":null,"c":{"d":[1]},"e":"&="}""", "a=1&a=2&c=%7B%22d%22%3A%5B1%5D%7D&e=%26%3D")]
    [InlineData(ParameterStyle.PipeDelimited, """[{"a":1},[2],"|"]""", "p=%7B%22a%22%3A1%7D%7C%5B2%5D%7C%7C")]
    [InlineData(ParameterStyle.Form, "true", "p=true")]
    [InlineData(ParameterStyle.Form, "1.50", "p=1.50")]
    [InlineData(ParameterStyle.Form, "{}", null)]
    [InlineData(ParameterStyle.Form, "[null]", null)]
    [InlineData(ParameterStyle.DeepObject, "null", null)]
    public async Task WhatTheTableLeavesOpenIsWrittenAsServersTakeIt(ParameterStyle style, string json, string? expected)
    {
        Assert.Equal(expected is null ? "/x" : "/x?" + expected, await SendAsync(request =>
        {
            request.Path("/x");
            request.Query("p", json, Raw, style, explode: style == ParameterStyle.Form);
        }));
    }

    [Fact]
    public async Task ReservedCharactersStayWhereTheyMay()
    {
        Assert.Equal("/x?next=https://a.example/b?c=d%26e%23f%2Fg%25%2520&list=/a,/b%2B", await SendAsync(request =>
        {
            request.Path("/x");
            request.Query("next", "https://a.example/b?c=d&e#f%2Fg%%2520", allowReserved: true);
            request.Query("list", ["/a", "/b+"], ParameterStyle.Form, explode: false, allowReserved: true);
        }));
    }

    [Fact]
    public void APathNeedsAValueThatIsNoStep()
    {
        using var service = new TestService();
        var request = service.Transport.Begin(TestService.Get, null);
        request.Path("/");
        Assert.Contains("id", Assert.Throws<ArgumentException>(() => request.Segment("id", "", ParameterStyle.Label)).Message);
        Assert.Throws<ArgumentException>(() => request.Segment("id", ".", ParameterStyle.Label));
        Assert.Throws<ArgumentException>(() => request.Segment("id", [".."], ParameterStyle.Simple, false));
        Assert.Throws<ArgumentException>(() => request.Segment("id", [], ParameterStyle.Matrix, true));
        Assert.Throws<ArgumentException>(() => request.Segment("id", "{}", Raw, ParameterStyle.Matrix, true));
        Assert.Throws<ArgumentException>(() => request.Segment("id", null, ParameterStyle.Matrix));
    }

    private static async Task<string> SendAsync(Action<ServiceRequest> build)
    {
        using var service = new TestService();
        service.Handler.Answer(200, "ok");
        await service.CallAsync(TestService.Get, build);
        return service.Handler.Single.Target;
    }
}
