using System.Buffers;
using System.Text;
using System.Xml;
using Virga.Serialization;

namespace Virga.Core.Tests.Serialization;

public sealed class XmlCursorTests
{
    [Theory]
    [InlineData("Page", true)]
    [InlineData("Leaf", true)]
    [InlineData("Sheet", true)]
    [InlineData("Lea", false)]
    [InlineData("Leaf Sheet", false)]
    public void ARootMayHaveOtherNames(string name, bool isTaken)
    {
        var cursor = new XmlCursor(Segments.Whole($"<{name}>1</{name}>"), "List");
        try
        {
            cursor.Root("Page"u8, "Leaf Sheet"u8);
            Assert.True(isTaken);
        }
        catch (VirgaException e)
        {
            Assert.Equal((ErrorKind.MalformedResponse, false), (e.Kind, isTaken));
        }
    }

    [Theory]
    [InlineData("<a/>", "\"\"")]
    [InlineData("<a>x &amp; y<!-- z --></a>", "\"x & y\"")]
    [InlineData("<a><b>1</b><c k='v'><d/></c></a>", "{\"b\":\"1\",\"c\":{\"d\":\"\"}}")]
    [InlineData("<a> <b>1</b> <b>2</b> <b><c>3</c></b> </a>", "{\"b\":[\"1\",\"2\",{\"c\":\"3\"}]}")]
    public void AnElementThatNoSchemaDescribesIsReadAndWrittenAsItIs(string xml, string json)
    {
        var cursor = new XmlCursor(Segments.Random(System.Text.Encoding.UTF8.GetBytes(xml), new Random(1), 3), "List");
        cursor.Root("a"u8);
        var value = cursor.ReadAny();
        cursor.End();

        using var expected = System.Text.Json.JsonDocument.Parse(json);
        Assert.True(System.Text.Json.JsonElement.DeepEquals(expected.RootElement, value), value.GetRawText());
        var output = new ArrayBufferWriter<byte>();
        new XmlBodyWriter(output).Any("a", value);
        var again = new XmlCursor(new ReadOnlySequence<byte>(output.WrittenMemory), "List");
        again.Root("a"u8);
        Assert.True(System.Text.Json.JsonElement.DeepEquals(value, again.ReadAny()));
    }

    [Theory]
    [InlineData("&quot;abc&quot;", "abc")]
    [InlineData("\"abc\"", "abc")]
    [InlineData("W/&quot;abc&quot;", "W/\"abc\"")]
    [InlineData("abc", "abc")]
    [InlineData("", "")]
    [InlineData("&quot;&quot;", "")]
    [InlineData("&quot;", "\"")]
    [InlineData("&quot;a&amp;b&quot;", "a&b")]
    [InlineData("&quot;a&quot;b&quot;", "a\"b")]
    [InlineData("&quot;a&quot; ", "\"a\" ")]
    [InlineData("&quot;a<!-- b -->c&quot;", "ac")]
    public void AnEntityTagIsReadWithoutItsQuotes(string text, string expected) => Assert.Equal(expected, One($"<a>{text}</a>").ReadETag());

    [Fact]
    public void AnEntityTagIsTheSameHoweverTheBytesAreCut()
    {
        var bytes = Encoding.UTF8.GetBytes("<a><b>&quot;abc-2&quot;</b><b>after</b></a>");
        for (var seed = 0; seed < 200; seed++)
        {
            var cursor = new XmlCursor(Segments.Random(bytes, new Random(seed), 1 + (seed % 9)), "List");
            cursor.Root("a"u8);
            Assert.True(cursor.NextChild());
            Assert.Equal("abc-2", cursor.ReadETag());
            Assert.True(cursor.NextChild());
            Assert.Equal("after", cursor.ReadString());
            Assert.False(cursor.NextChild());
            cursor.End();
        }
    }

    [Theory]
    [InlineData("a%20b/c%C3%A4", "a b/cä")]
    [InlineData("a+b%2B", "a b+")]
    [InlineData("a&amp;b", "a&b")]
    [InlineData("plain/ä", "plain/ä")]
    public void AnEncodedTextIsDecoded(string text, string expected) => Assert.Equal(expected, One($"<a>{text}</a>").ReadFormUrl());

    [Theory]
    [InlineData("2026-11-20T14:30:00.000Z", 0)]
    [InlineData(" 2026-11-20T14:30:00Z ", 0)]
    [InlineData("2026-11-20T15:30:00+01:00", 0)]
    [InlineData("2026-11-20T14:30:00.1234567Z", 1234567)]
    public void ATimeIsReadInEachForm(string text, int ticks) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 14, 30, 0, TimeSpan.Zero).AddTicks(ticks), One($"<a>{text}</a>").ReadDateTime());

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-11-20T14:30:61Z and a text that is longer than any time")]
    [InlineData("")]
    public void WhatIsNoTimeIsNamed(string text)
    {
        var error = Assert.Throws<VirgaException>(() => One($"<a>{text}</a>").ReadDateTime());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains("is not a date and time in ISO 8601", error.Message);
    }

    [Fact]
    public void ShortTextsThatComeAgainAreOneString()
    {
        var cursor = new XmlCursor(Segments.Whole($"<a><b>{new string('x', 5000)}</b>{string.Concat(Enumerable.Range(0, 50).Select(i => $"<c>STANDARD</c><c>Zür{i % 2}ch</c>"))}</a>"), "List");
        cursor.Root("a"u8);
        cursor.NextChild();
        cursor.ReadString();
        var first = (string?)null;
        for (var i = 0; cursor.NextChild(); i++)
        {
            var text = cursor.ReadString();
            Assert.Equal(i % 2 == 0 ? "STANDARD" : $"Zür{i / 2 % 2}ch", text);
            first ??= text;
            if (i % 2 == 0) Assert.Same(first, text);
        }

        cursor.End();
    }

    [Fact]
    public void ReadsAPageAsServicesSendIt()
    {
        const string Page = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a page -->
            <s3:List xmlns:s3="urn:x"  xmlns='urn:y' >
              <Name>b &amp; c</Name><Count> 12 </Count><Truncated>true</Truncated><Empty/><Ignored><Deep a="1"><x/></Deep>t</Ignored>
              <Entry id = "1" s3:kind='a&lt;&#x41;"'><Key><![CDATA[a]]]]><![CDATA[>b]]>&#228;</Key><Size>5</Size></Entry>
              <Entry id="2"><Key/><Size>-7</Size></Entry>
            </s3:List>
            """;
        var cursor = new XmlCursor(Segments.Whole(Page), "List");
        var read = new List<string>();
        cursor.Root("List"u8);
        while (cursor.NextChild())
        {
            if (cursor.NameIs("Name"u8)) read.Add(cursor.ReadString());
            else if (cursor.NameIs("Count"u8)) read.Add(cursor.ReadInt32().ToString());
            else if (cursor.NameIs("Truncated"u8)) read.Add(cursor.ReadBoolean().ToString());
            else if (cursor.NameIs("Empty"u8)) read.Add($"[{cursor.ReadString()}]");
            else if (cursor.NameIs("Entry"u8))
            {
                read.Add($"{cursor.Attribute("id")} {cursor.Attribute("kind")} {cursor.Attribute("none")}");
                while (cursor.NextChild()) read.Add(cursor.NameIs("Size"u8) ? cursor.ReadInt64().ToString() : cursor.ReadString());
            }
            else
            {
                cursor.Skip();
            }
        }

        cursor.End();
        Assert.Equal(["b & c", "12", "True", "[]", "1 a<A\" ", "a]]>bä", "5", "2  ", "", "-7"], read);
    }

    [Fact]
    public void AgreesWithXmlReaderHoweverTheBytesAreCut()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var text = RandomXml.Document(random);
            var bytes = Encoding.UTF8.GetBytes(text);
            var expected = ByXmlReader(text);

            Assert.Equal(expected, ByCursor(new ReadOnlySequence<byte>(bytes)));
            Assert.Equal(expected, ByCursor(Segments.Random(bytes, random, 1 + random.Next(8))));
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("no xml", "does not begin")]
    [InlineData("<a>", "too early")]
    [InlineData("<a><b></a>", "b should end")]
    [InlineData("<a></ab>", "not closed")]
    [InlineData("<a></a><b/>", "second root")]
    [InlineData("<a></a>text", "text follows")]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DTD")]
    [InlineData("<!doctype html><html></html>", "HTML page")]
    [InlineData("<html><body></body></html>", "HTML page")]
    [InlineData("<c/>", "root element is c")]
    [InlineData("<a><b>&x;</b></a>", "&x;")]
    [InlineData("<a><b>&#xD800;</b></a>", "&#xD800;")]
    [InlineData("<a><b>&unending text without semicolon</b></a>", "not closed")]
    [InlineData("<a><b x=1></b></a>", "quotes")]
    [InlineData("<a><b x></b></a>", "no value")]
    [InlineData("<a><b x='<'></b></a>", "cannot")]
    [InlineData("<a><b/c></a>", "'>'")]
    [InlineData("<a>< b/></a>", "no name")]
    [InlineData("<a><!ELEMENT b></a>", "declaration")]
    [InlineData("<a><b><c/></b></a>", "only text")]
    [InlineData("\u00FE<a/>", "does not begin")]
    public void MalformedDocumentsAreTypedErrorsWithTheReason(string text, string reason)
    {
        var error = Assert.Throws<VirgaException>(() => ReadStrings(Segments.Whole(text)));
        var cut = Assert.Throws<VirgaException>(() => ReadStrings(Segments.Random(Encoding.UTF8.GetBytes(text), new Random(1), 2)));

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, cut.Message);
    }

    [Fact]
    public void ErrorsNamePathOffsetAndOperation()
    {
        var error = Assert.Throws<VirgaException>(() =>
        {
            var cursor = new XmlCursor(Segments.Whole("<a><b><c>x1</c></b></a>"), "ListThings");
            cursor.Root("a"u8);
            cursor.NextChild();
            cursor.NextChild();
            cursor.ReadInt32();
        });
        Assert.Equal("ListThings: the answer cannot be read as XML at /a/b, byte 15: 'x1' is not a whole number of 32 bits.", error.Message);

        var cursor = new XmlCursor(Segments.Whole("<a><b/></a>"), "ListThings");
        cursor.Root("a"u8);
        cursor.NextChild();
        Assert.Contains("Key is missing", cursor.Missing("Key").Message);
    }

    [Fact]
    public void DepthAndNamesAreBounded()
    {
        Assert.Contains("deep", Assert.Throws<VirgaException>(() => Skip(string.Concat(Enumerable.Repeat("<a>", 1000)))).Message);
        Assert.Contains("longer", Assert.Throws<VirgaException>(() => Skip("<a><" + new string('x', 5000) + "/></a>")).Message);
        Assert.Contains("longer", Assert.Throws<VirgaException>(() => Skip("<a><b x='" + new string('x', 100_000) + "'/></a>")).Message);
    }

    [Fact]
    public void BytesThatAreNotUtf8AreRefused()
    {
        Assert.Contains("UTF-8", Assert.Throws<VirgaException>(() => ReadStrings(new ReadOnlySequence<byte>([.. "<a><b>"u8, 0xFF, 0xC0, .. "</b></a>"u8]))).Message);
        Assert.Contains("UTF-8", Assert.Throws<VirgaException>(() => ReadStrings(new ReadOnlySequence<byte>([0xFF, 0xFE, (byte)'<', 0]))).Message);
        Assert.Equal(["x"], ReadStrings(new ReadOnlySequence<byte>([0xEF, 0xBB, 0xBF, .. "<a><b>x</b></a>"u8])));
    }

    [Fact]
    public void RandomBytesNeverEndInAnythingButATypedError()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(RandomXml.Document(random));
            for (var i = 0; i < 3; i++) bytes[random.Next(bytes.Length)] = (byte)"<>/&;!?-[]='\"a\0\xFF"[random.Next(15)];
            try
            {
                ByCursor(Segments.Random(bytes, random, 9));
            }
            catch (VirgaException e)
            {
                Assert.Equal(ErrorKind.MalformedResponse, e.Kind);
            }
        }
    }

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new XmlBodyWriter(buffer);
        writer.Start("Delete", "urn:x");
        writer.Attribute("a", "<\"&\t\n'>");
        writer.Element("Key", "a<b>&\"'\r\n\t ä😀");
        writer.Element("None", null);
        writer.Element("Empty", "");
        writer.End();

        var document = new XmlDocument();
        document.LoadXml(Encoding.UTF8.GetString(buffer.WrittenSpan));
        Assert.Equal(("urn:x", "<\"&\t\n'>"), (document.DocumentElement!.NamespaceURI, document.DocumentElement.GetAttribute("a")));
        Assert.Equal(["a<b>&\"'\r\n\t ä😀", ""], document.DocumentElement.ChildNodes.Cast<XmlNode>().Select(n => n.InnerText));
        Assert.Equal(["a<b>&\"'\r\n\t ä😀", ""], ReadStrings(new ReadOnlySequence<byte>(buffer.WrittenMemory), "Delete"));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u0001b")]
    [InlineData("a\uFFFEb")]
    public void CharactersThatXmlCannotHoldAreRefusedWithTheElement(string text)
    {
        var writer = new XmlBodyWriter(new ArrayBufferWriter<byte>());
        writer.Start("Delete");

        Assert.Contains("Key", Assert.Throws<ArgumentException>(() => writer.Element("Key", text)).Message);
    }

    [Fact]
    public void HalfASurrogatePairIsRefused()
    {
        // Not a theory: an attribute would hold the half as a replacement character.
        var writer = new XmlBodyWriter(new ArrayBufferWriter<byte>());
        writer.Start("Key");

        Assert.Throws<ArgumentException>(() => writer.Text("a" + (char)0xD800));
        Assert.Throws<ArgumentException>(() => writer.Text((char)0xDC00 + "b"));
    }

    private static void Skip(string text)
    {
        var cursor = new XmlCursor(Segments.Whole(text), "Op");
        cursor.Root("a"u8);
        cursor.Skip();
    }

    private static List<string> ReadStrings(ReadOnlySequence<byte> bytes, string root = "a")
    {
        var read = new List<string>();
        var cursor = new XmlCursor(bytes, "Op");
        cursor.Root(Encoding.UTF8.GetBytes(root));
        while (cursor.NextChild()) read.Add(cursor.ReadString());
        cursor.End();
        return read;
    }

    private static List<string> ByCursor(ReadOnlySequence<byte> bytes)
    {
        var read = new List<string>();
        var cursor = new XmlCursor(bytes, "Op");
        cursor.Root("root"u8);
        Walk(ref cursor, read);
        cursor.End();
        return read;
    }

    private static void Walk(ref XmlCursor cursor, List<string> read)
    {
        while (cursor.NextChild())
        {
            read.Add($"{cursor.Name} {cursor.Attribute("p")}");
            if (cursor.NameIs("group"u8)) Walk(ref cursor, read);
            else read.Add(cursor.ReadString());
        }
    }

    private static List<string> ByXmlReader(string text)
    {
        var read = new List<string>();
        var document = new XmlDocument { PreserveWhitespace = true };
        using (var reader = XmlReader.Create(new StringReader(text))) document.Load(reader);
        Walk(document.DocumentElement!, read);
        return read;
    }

    private static void Walk(XmlElement element, List<string> read)
    {
        foreach (var child in element.ChildNodes.OfType<XmlElement>())
        {
            read.Add($"{child.LocalName} {(child.HasAttribute("p") ? child.GetAttribute("p") : null)}");
            if (child.LocalName == "group") Walk(child, read);
            else read.Add(child.InnerText);
        }
    }

    private static XmlCursor One(string xml)
    {
        var cursor = new XmlCursor(Segments.Whole(xml), "List");
        cursor.Root("a"u8);
        return cursor;
    }
}
