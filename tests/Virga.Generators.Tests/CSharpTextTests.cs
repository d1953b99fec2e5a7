using Virga.Specs.Emission;
using Virga.Specs.Naming;

namespace Virga.Generators.Tests;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\u2028\u2029\u0085\0", "\"\\u2028\\u2029\\u0085\\u0000\"")]
    [InlineData("ü", "\"\\u00FC\"")]
    public void ALiteralIsAsciiAndClosed(string text, string expected) => Assert.Equal(expected, CSharpText.Literal(text));

    [Fact]
    public void HalfOfASurrogatePairStaysInLiteralsAndIsReplacedInUtf8()
    {
        var half = ((char)0xD800).ToString();

        Assert.Equal("\"\\uD800\"", CSharpText.Literal(half));
        Assert.Equal("\"\\uFFFD\"u8", CSharpText.Utf8(half));
        Assert.Equal("\"\\uD83D\\uDE00\"u8", CSharpText.Utf8("\U0001F600"));
    }

    [Fact]
    public void DocumentationKeepsItsLinesAndItsMarkup() =>
        Assert.Equal(["a &lt;b&gt; &amp; c", "d ]]&gt;", "*/ e"], CSharpText.DocLines("a <b> & c\u2028d ]]>\r\n\u202E*/ e\u0085"));

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("x; } class Y {", "XClassY")]
    [InlineData("9lives", "_9lives")]
    [InlineData("", "Value")]
    public void AnIdentifierIsAlwaysLegal(string name, string expected) => Assert.Equal(expected, CSharpText.Identifier(name));

    [Theory]
    [InlineData("ETag", "eTag")]
    [InlineData("URL", "url")]
    [InlineData("x-amount-due", "xAmountDue")]
    [InlineData("Ünder", "ünder")]
    [InlineData("IOStream", "ioStream")]
    public void AnArgumentIsInCamelCase(string name, string expected) => Assert.Equal(expected, CSharpNames.Camel(name));

    [Theory]
    [InlineData("12", "12L")]
    [InlineData("1; Injected()", "0L")]
    public void ANumberThatIsNoneIsNoCode(string text, string expected) => Assert.Equal(expected, CSharpText.Integer(text));
}
