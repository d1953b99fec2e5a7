using System.Text;
using Virga.Generated.Tests.Kennel;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>Bodies of every media type.</summary>
public sealed class KennelTests
{
    private static readonly Dog Rex = new() { Name = "Rex & co", Tags = ["a b", "c"] };

    [Fact]
    public Task TheMainMediaTypeIsTheOperation() => Sends(client => client.AddDogAsync(Rex), "application/json", """{"name":"Rex \u0026 co","tags":["a b","c"]}""");

    [Fact]
    public Task XmlIsAMethodOfItsOwn() => Sends(client => client.AddDogAsXmlAsync(Rex), "application/xml", "<Dog><name>Rex &amp; co</name><tags>a b</tags><tags>c</tags></Dog>");

    [Fact]
    public Task SoIsAForm() => Sends(client => client.AddDogAsFormAsync(Rex), "application/x-www-form-urlencoded", "name=Rex+%26+co&tags=a+b&tags=c");

    [Fact]
    public Task SoIsAText() => Sends(client => client.AddDogAsTextAsync("Rex"), "text/plain", "Rex");

    [Fact]
    public Task SoIsAnotherShapeOfJson() => Sends(client => client.AddDogAsMergePatchJsonAsync(new AddDogJsonRequest { Name = "Rex" }), "application/merge-patch+json", """{"name":"Rex"}""");

    [Fact]
    public Task AGetMayHaveABody() => Sends(client => client.SearchDogsAsync(["Rex"]), "application/json", """["Rex"]""");

    [Fact]
    public Task AnOptionalBodyIsLeftOut() => Sends(client => client.SearchDogsAsync(), null, "");

    [Fact]
    public Task ADeleteMayHaveOneToo() => Sends(client => client.DeleteDogsAsync(new Dog { Name = "Rex" }), "application/xml", "<Dog><name>Rex</name></Dog>");

    [Fact]
    public async Task TheCallerSaysWhichMediaTypeBytesHave()
    {
        await Sends(client => client.PutPhotoAsync(new byte[] { 65 }), "image/png", "A");
        await Sends(client => client.PutPhotoAsync(new byte[] { 65 }, contentType: "image/jpeg"), "image/jpeg", "A");
    }

    [Fact]
    public Task FieldsHaveTheirStyles() => Sends(
        client => client.PlaceOrderAsync(new PlaceOrderRequest
        {
            Item = "tea & milk",
            Amount = 2,
            Tags = ["x", "y"],
            Codes = ["1", "2"],
            Address = new() { Street = "A 1" },
            Card = new() { Number = "4", Holder = new() { Name = "Ada" } },
            Back = "https://a.example/b?c=d&e",
        }),
        "application/x-www-form-urlencoded",
        "item=tea+%26+milk&amount=2&tags=x&tags=y&codes=1%202&address=%7B%22street%22%3A%22A+1%22%7D&card%5Bnumber%5D=4&card%5Bholder%5D%5Bname%5D=Ada&back=https://a.example/b?c=d%26e");

    [Fact]
    public async Task PartsHaveTheirTypesHeadersAndFiles()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = new KennelClient(Clients.Over(handler));
        using var stream = new OnceStream("one"u8.ToArray());

        await client.SendLetterAsync("Hi", [stream, "two"u8.ToArray()], sender: new Dog { Name = "A" }, receivers: [new Dog { Name = "B" }, new Dog { Name = "C" }], stamp: new byte[] { 83 }, stampXPrice: 5);

        var boundary = handler.Single.Header("Content-Type")!.Split("boundary=")[1];
        string[] parts =
        [
            "Content-Disposition: form-data; name=\"text\"\r\nContent-Type: text/markdown\r\n\r\nHi",
            "Content-Disposition: form-data; name=\"attachments\"; filename=\"attachments\"\r\nContent-Type: application/octet-stream\r\n\r\none",
            "Content-Disposition: form-data; name=\"attachments\"; filename=\"attachments\"\r\nContent-Type: application/octet-stream\r\n\r\ntwo",
            "Content-Disposition: form-data; name=\"sender\"\r\nContent-Type: application/json\r\n\r\n{\"name\":\"A\"}",
            "Content-Disposition: form-data; name=\"receivers\"\r\nContent-Type: application/json\r\n\r\n{\"name\":\"B\"}",
            "Content-Disposition: form-data; name=\"receivers\"\r\nContent-Type: application/json\r\n\r\n{\"name\":\"C\"}",
            "Content-Disposition: form-data; name=\"stamp\"; filename=\"stamp\"\r\nContent-Type: image/png\r\nX-Price: 5\r\n\r\nS",
        ];
        Assert.Equal(string.Concat(parts.Select(part => $"--{boundary}\r\n{part}\r\n")) + $"--{boundary}--\r\n", handler.Single.Text);
    }

    [Fact]
    public async Task AMultipartVariantStreamsItsFile()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = new KennelClient(Clients.Over(handler));
        await client.AddDogAsMultipartAsync("png"u8.ToArray(), photoFileName: "rex.png");
        Assert.Contains("name=\"photo\"; filename=\"rex.png\"", handler.Single.Text, StringComparison.Ordinal);
    }

    private static async Task Sends(Func<KennelClient, ValueTask> call, string? mediaType, string body)
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = new KennelClient(Clients.Over(handler));
        await call(client);
        Assert.Equal((mediaType, body), (handler.Single.Header("Content-Type"), handler.Single.Text));
    }

    /// <summary>A stream of unknown length: a form that buffered it would not need to know.</summary>
    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
