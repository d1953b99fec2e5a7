using System.Buffers;
using System.Text;
using System.Text.Json;
using Virga.Serialization;

namespace Virga.Core.Tests.Serialization;

/// <summary>Which variant of a union a value is.</summary>
public sealed class UnionTests
{
    [Theory]
    [InlineData("s\nb\ni", "\"a\"", 0)]
    [InlineData("s\nb\ni", "false", 1)]
    [InlineData("s\nb\ni", "7", 2)]
    [InlineData("s\nb\ni", "7.5", -1)]
    [InlineData("s\nb\ni", "{}", -1)]
    [InlineData("n\ni", "7", 1)]
    [InlineData("n\ni", "7e1", 0)]
    [InlineData("h\ni", "7", 0)]
    [InlineData("h\ni", "3000000000", 1)]
    [InlineData("s\nd\nD\nu", "\"2026-02-03\"", 2)]
    [InlineData("s\nd\nD\nu", "\"2026-02-03T04:05:06Z\"", 1)]
    [InlineData("s\nd\nD\nu", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", 3)]
    [InlineData("s\nd\nD\nu", "\"soon\"", 0)]
    [InlineData("e\t=a\t=b\ns", "\"b\"", 0)]
    [InlineData("e\t=a\t=b\ns", "\"c\"", 1)]
    [InlineData("E\t=a\nE\t=b", "\"b\"", 1)]
    [InlineData("E\t=a\nE\t=b", "\"c\"", 0)]
    [InlineData("as\nai\na", "[1]", 1)]
    [InlineData("as\nai\na", "[]", 0)]
    [InlineData("as\nai\na", "[{}]", 2)]
    [InlineData("o\t!a\no\t!b", "{\"b\":1}", 1)]
    [InlineData("o\t!a\no\t!b", "{\"c\":1}", -1)]
    [InlineData("o\t!a\t?c\no\t!a\t?d", "{\"a\":{\"x\":[1]},\"d\":1}", 1)]
    [InlineData("o\t!a\vs\no\t!a\vi", "{\"a\":1}", 1)]
    [InlineData("o\t!a\v=x\no\t!a\v=y", "{\"a\":\"y\"}", 1)]
    [InlineData("o\t?a\nms", "{\"b\":\"c\"}", 1)]
    [InlineData("o\t?a\nms", "{\"a\":\"c\"}", 0)]
    [InlineData("o\t?a\nms", "{\"b\":1}", 0)]
    public void AValueIsTheLineThatItFits(string shapes, string json, int expected) => Assert.Equal(expected, Choose(json, shapes));

    [Theory]
    [InlineData("{\"kind\":\"b\"}", 1)]
    [InlineData("{\"x\":[{\"kind\":\"a\"}],\"kind\":\"b\"}", 1)]
    [InlineData("{\"\\u006bind\":\"\\u0061\"}", 0)]
    [InlineData("{\"kind\":2}", 2)]
    [InlineData("{\"kind\":\"c\"}", -1)]
    [InlineData("{\"kind\":null}", -1)]
    [InlineData("\"text\"", 3)]
    public void ADiscriminatorDecides(string json, int expected) => Assert.Equal(expected, Choose(json, "o\t@a\no\t@b\no\t@2\ns", "kind"));

    [Fact]
    public void DamagedBytesAreToldOrFitNothing()
    {
        var random = new Random(7);
        var whole = """{"kind":"b","list":[1,"two",{"a":null}],"text":"\u00e4\"\\","number":-1.5e3}"""u8.ToArray();
        for (var round = 0; round < 4000; round++)
        {
            var bytes = whole[..random.Next(whole.Length + 1)];
            for (var i = 0; i < round % 4 && bytes.Length > 0; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                var json = new JsonCursor(new ReadOnlySequence<byte>(bytes), "test");
                var number = json.Choose("o\t@a\t!text\no\t!list\va\t?number\vn\ns\nd\nan\nms"u8, round % 2 == 0 ? "kind"u8 : default);
                Assert.InRange(number, -1, 5);
            }
            catch (VirgaException error)
            {
                Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
            }
        }
    }

    [Theory]
    [InlineData("12", 0)]
    [InlineData("012", 2)]
    [InlineData("true", 1)]
    [InlineData("low", 3)]
    public void ATextIsToldByItsLook(string text, int expected) => Assert.Equal(expected, Union.Choose(text, "i\nb\ns\nE\t=low"u8));

    [Fact]
    public void AnUnknownTextIsKept()
    {
        var element = Union.Unknown("a\"b\u2028");
        Assert.Equal((JsonValueKind.String, "a\"b\u2028"), (element.ValueKind, element.GetString()));
    }

    private static int Choose(string json, string shapes, string discriminator = "")
    {
        var cursor = new JsonCursor(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), "test");
        var number = cursor.Choose(Encoding.UTF8.GetBytes(shapes), Encoding.UTF8.GetBytes(discriminator));

        // The value is still to be read.
        Assert.Equal(json, cursor.ReadElement().GetRawText());
        return number;
    }
}
