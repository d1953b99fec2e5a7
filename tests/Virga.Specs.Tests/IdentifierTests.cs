using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

public class IdentifierTests
{
    [Theory]
    [InlineData("createNote", "CreateNote")]
    [InlineData("list-notes", "ListNotes")]
    [InlineData("PAY_PER_REQUEST", "PayPerRequest")]
    [InlineData("Content-MD5", "ContentMd5")]
    [InlineData("ETag", "ETag")]
    [InlineData("x-amz-meta-", "XAmzMeta")]
    [InlineData("id", "Id")]
    [InlineData("ID", "Id")]
    [InlineData("STANDARD_IA", "StandardIA")]
    [InlineData("2d", "N2d")]
    [InlineData("1.1", "N1_1")]
    [InlineData("-1", "Minus1")]
    [InlineData("+1", "Plus1")]
    [InlineData("", "Empty")]
    [InlineData("*", "Star")]
    [InlineData("übergröße", "Übergröße")]
    [InlineData("名前", "名前")]
    [InlineData("😀", "UD83DUDE00")]
    [InlineData("a\u2028b; class X {}", "ABClassX")]
    [InlineData("class", "Class")]
    public void NamesBecomePascalCase(string text, string expected) => Assert.Equal(expected, Identifiers.Pascal(text));

    [Theory]
    [InlineData("Notes", "Note")]
    [InlineData("Boxes", "Box")]
    [InlineData("Entries", "Entry")]
    [InlineData("Addresses", "Address")]
    [InlineData("Status", "StatusItem")]
    [InlineData("Data", "DataItem")]
    public void AnItemIsNamedAfterItsList(string plural, string expected) => Assert.Equal(expected, Identifiers.Singular(plural));

    [Fact]
    public void WhateverGoesInAnIdentifierComesOut()
    {
        var random = new Random(17);
        for (var i = 0; i < 5000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => (char)random.Next(0x3000))]);
            var name = Identifiers.Pascal(text);
            Assert.True(Identifiers.IsValid(name), $"'{text}' became '{name}'.");
        }
    }

    [Fact]
    public void ErrorKindsAreThoseOfAbstractions() => Assert.Equal(Enum.GetNames<ErrorKind>().Order(StringComparer.Ordinal), ErrorKinds.All.Order(StringComparer.Ordinal));
}
