using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Virga.Serialization;

namespace Virga.Core.Tests.Serialization;

public sealed class JsonCursorTests
{
    [Fact]
    public void ReadsValuesOfEveryKind()
    {
        var cursor = new JsonCursor(Segments.Whole("\uFEFF{\"i\":-1,\"l\":\"9007199254740993\",\"d\":1.5e3,\"m\":0.1,\"b\":true,\"n\":null,\"s\":\"a\\u00e4\\n\",\"t\":12.50,\"x\":{\"y\":[1,{}]},\"64\":\"AQI=\",\"e\":[1]}"), "Op");
        var read = new List<string>();
        cursor.BeginObject();
        while (cursor.NextMember())
        {
            if (cursor.NameIs("i"u8)) read.Add(cursor.ReadInt32().ToString(CultureInfo.InvariantCulture));
            else if (cursor.NameIs("l"u8)) read.Add(cursor.ReadInt64().ToString(CultureInfo.InvariantCulture));
            else if (cursor.NameIs("d"u8)) read.Add(cursor.ReadDouble().ToString(CultureInfo.InvariantCulture));
            else if (cursor.NameIs("m"u8)) read.Add(cursor.ReadDecimal().ToString(CultureInfo.InvariantCulture));
            else if (cursor.NameIs("b"u8)) read.Add(cursor.ReadBoolean().ToString());
            else if (cursor.NameIs("n"u8)) read.Add(cursor.TryReadNull().ToString());
            else if (cursor.NameIs("s"u8)) read.Add(cursor.TryReadNull() ? "null" : cursor.ReadString());
            else if (cursor.NameIs("t"u8)) read.Add(cursor.ReadText());
            else if (cursor.NameIs("64"u8)) read.Add(Convert.ToHexString(cursor.ReadBase64()));
            else if (cursor.NameIs("e"u8)) read.Add(cursor.ReadElement().GetRawText());
            else
            {
                read.Add(cursor.Name);
                cursor.Skip();
            }
        }

        cursor.End();
        Assert.Equal(["-1", "9007199254740993", "1500", "0.1", "True", "True", "aä\n", "12.50", "x", "0102", "[1]"], read);
    }

    [Fact]
    public void LongListsOfQuotedNumbersAreReadWithoutLookingForTheirPlaces()
    {
        const int Count = 2_000;
        var bytes = Segments.Whole("[" + string.Join(',', Enumerable.Repeat("\"12345\",\"1.5\",\"true\"", Count)) + "]");
        Assert.Equal(Count, Read(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(bytes);

        // The texts themselves: a place would cost several times as much for each, and reading from the beginning besides.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Count * 3 * 48);

        static int Read(ReadOnlySequence<byte> bytes)
        {
            var cursor = new JsonCursor(bytes, "Op");
            var count = 0;
            for (cursor.BeginArray(); cursor.NextElement(); count++)
            {
                _ = cursor.ReadInt64();
                if (cursor.NextElement()) _ = cursor.ReadDecimal();
                if (cursor.NextElement()) _ = cursor.ReadBoolean();
            }

            return count;
        }
    }

    [Fact]
    public void AgreesWithJsonDocumentHoweverTheBytesAreCut()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(RandomValue(random, 0));
            using var document = JsonDocument.Parse(bytes);
            var expected = new StringBuilder();
            ByDocument(document.RootElement, expected);

            Assert.Equal(expected.ToString(), ByCursor(new ReadOnlySequence<byte>(bytes)));
            Assert.Equal(expected.ToString(), ByCursor(Segments.Random(bytes, random, 1 + random.Next(6))));
        }
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<html></html>", "HTML or XML page")]
    [InlineData(" \n<!doctype html>", "HTML or XML page")]
    [InlineData("{", "JSON at $")]
    [InlineData("{\"a\":{\"b\":[1,2,x]}}", "$.a.b[1]")]
    [InlineData("[1] 2", "JSON")]
    [InlineData("{\"a\":1,}", "$.a")]
    public void MalformedDocumentsAreTypedErrorsWithPathAndOffset(string text, string reason)
    {
        var error = Assert.Throws<VirgaException>(() => ByCursor(Segments.Whole(text)));

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("Op", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongKindsNameThePathAndBothKinds()
    {
        var error = Assert.Throws<VirgaException>(() =>
        {
            var cursor = new JsonCursor(Segments.Whole("{\"items\":[{\"id\":1},{\"id\":\"x\"}]}"), "ListNotes");
            cursor.BeginObject();
            cursor.NextMember();
            cursor.BeginArray();
            while (cursor.NextElement())
            {
                cursor.BeginObject();
                while (cursor.NextMember()) cursor.ReadInt32();
            }
        });
        Assert.Contains("ListNotes: $.items[1].id is 'x'", error.Message, StringComparison.Ordinal);

        error = Assert.Throws<VirgaException>(() =>
        {
            var cursor = new JsonCursor(Segments.Whole("{\"a\":[]}"), "ListNotes");
            cursor.BeginObject();
            cursor.NextMember();
            cursor.ReadString();
        });
        Assert.Contains("$.a is an array, and a string was expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DepthIsBounded() =>
        Assert.Equal(ErrorKind.MalformedResponse, Assert.Throws<VirgaException>(() => ByCursor(Segments.Whole(new string('[', 100_000)))).Kind);

    [Fact]
    public void AMissingMemberIsNamed()
    {
        var cursor = new JsonCursor(Segments.Whole("{}"), "GetNote");
        cursor.BeginObject();
        Assert.False(cursor.NextMember());

        Assert.Contains("member id is missing", cursor.Missing("id").Message, StringComparison.Ordinal);
    }

    private static string ByCursor(ReadOnlySequence<byte> bytes)
    {
        var text = new StringBuilder();
        var cursor = new JsonCursor(bytes, "Op");
        Walk(ref cursor, text, Root(bytes));
        cursor.End();
        return text.ToString();
    }

    // The cursor reads what it is told to expect, so the walk is led by the bytes' own shape.
    private static JsonElement? Root(ReadOnlySequence<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1000 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Walk(ref JsonCursor cursor, StringBuilder text, JsonElement? shape)
    {
        if (cursor.TryReadNull()) text.Append("null");
        else if (shape is null) cursor.Skip();
        else if (shape.Value.ValueKind == JsonValueKind.Object)
        {
            text.Append('{');
            var members = shape.Value.EnumerateObject().ToArray();
            var at = 0;
            cursor.BeginObject();
            while (cursor.NextMember())
            {
                text.Append(cursor.Name).Append(':');
                Walk(ref cursor, text, members[at++].Value);
            }

            text.Append('}');
        }
        else if (shape.Value.ValueKind == JsonValueKind.Array)
        {
            text.Append('[');
            var at = 0;
            cursor.BeginArray();
            while (cursor.NextElement()) Walk(ref cursor, text, shape.Value[at++]);
            text.Append(']');
        }
        else
        {
            text.Append(cursor.ReadText()).Append(';');
        }
    }

    private static void ByDocument(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in element.EnumerateObject())
                {
                    text.Append(member.Name).Append(':');
                    ByDocument(member.Value, text);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in element.EnumerateArray()) ByDocument(item, text);
                text.Append(']');
                break;
            case JsonValueKind.Null:
                text.Append("null");
                break;
            case JsonValueKind.String:
                text.Append(element.GetString()).Append(';');
                break;
            default:
                text.Append(element.GetRawText()).Append(';');
                break;
        }
    }

    private static string RandomValue(Random random, int depth) => random.Next(depth < 5 ? 9 : 5) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? "" : ".5e1"),
        3 or 4 => "\"k\\u00e9y \\\"ä😀" + random.Next(100).ToString(CultureInfo.InvariantCulture) + "\"",
        5 or 6 => "[" + string.Join(" ,\n", Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth + 1))) + "]",
        _ => "{" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(i => $" \"m{i}\\t\" : {RandomValue(random, depth + 1)}")) + "}",
    };
}
