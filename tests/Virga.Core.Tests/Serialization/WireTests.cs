using Virga.Serialization;

namespace Virga.Core.Tests.Serialization;

public sealed class WireTests
{
    private static readonly DateTimeOffset Time = new(1994, 11, 6, 8, 49, 37, TimeSpan.Zero);

    [Fact]
    public void ScalarsAreWritten()
    {
        Assert.Equal("1994-11-06T08:49:37Z", Wire.DateTime(Time));
        Assert.Equal("1994-11-06T08:49:37.250Z", Wire.DateTime(Time.AddMilliseconds(250)));
        Assert.Equal("1994-11-06T08:49:37+02:00", Wire.DateTime(new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.FromHours(2))));
        Assert.Equal("Sun, 06 Nov 1994 08:49:37 GMT", Wire.HttpDate(new DateTimeOffset(1994, 11, 6, 9, 49, 37, TimeSpan.FromHours(1))));
        Assert.Equal(("1994-11-06", "08:49:37", "PT1M30S"), (Wire.Date(new DateOnly(1994, 11, 6)), Wire.Time(new TimeOnly(8, 49, 37)), Wire.Duration(TimeSpan.FromSeconds(90))));
        Assert.Equal(("784111777", "784111777000", "1.5"), (Wire.UnixSeconds(Time), Wire.UnixMillis(Time), Wire.Seconds(TimeSpan.FromSeconds(1.5))));
        Assert.Equal(("AQL/", "0102ff"), (Wire.Base64(new byte[] { 1, 2, 255 }), Wire.Base16(new byte[] { 1, 2, 255 })));
        Assert.Equal(("\"a\"", "\"a\"", "*", "W/\"a\""), (Wire.ETag("a"), Wire.ETag("\"a\""), Wire.ETag("*"), Wire.ETag("W/\"a\"")));
        Assert.Equal(("true", "0.1", "-5", "a%2Fb"), (Wire.Text((bool?)true), Wire.Text((double?)0.1), Wire.Text((int?)-5), Wire.Percent("a/b")));
        Assert.Null(Wire.DateTime(null));
        Assert.Null(Wire.Text((long?)null));
    }

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT")]
    [InlineData("Sun Nov  6 08:49:37 1994")]
    public void HttpDatesAreReadInAllThreeForms(string text) => Assert.Equal(Time, Wire.ParseHttpDate(text, "Date"));

    [Theory]
    [InlineData("1994-11-06T08:49:37Z")]
    [InlineData("1994-11-06T08:49:37.000Z")]
    [InlineData("1994-11-06T08:49:37")]
    [InlineData("1994-11-06T08:49:37.0000000+00:00")]
    [InlineData("1994-11-06T10:49:37+02:00")]
    public void TimesAreReadAndHaveUtcWithoutAZone(string text) => Assert.Equal(Time, Wire.ParseDateTime(text, "Time"));

    [Fact]
    public void OtherScalarsAreRead()
    {
        Assert.Equal((5, -6L, 1.5, true), (Wire.ParseInt32("5", "x"), Wire.ParseInt64("-6", "x"), Wire.ParseDouble("1.5", "x"), Wire.ParseBoolean("True", "x")));
        Assert.Equal((Time, Time, TimeSpan.FromSeconds(2.5)), (Wire.ParseUnixSeconds("784111777", "x"), Wire.ParseUnixMillis("784111777000", "x"), Wire.ParseSeconds("2.5", "x")));
        Assert.Equal(("a", "", "W/\"a\"", "a/b"), (Wire.ParseETag("\"a\"", "x"), Wire.ParseETag("\"\"", "x"), Wire.ParseETag("W/\"a\"", "x"), Wire.ParsePercent("a%2Fb", "x")));
        Assert.Equal(new ContentRange(0, 9, 100), Wire.ParseContentRange("bytes 0-9/100", "x"));
        Assert.Equal(new ContentRange(5, 9, null), Wire.ParseContentRange("bytes 5-9/*", "x"));
        Assert.Equal(new ContentRange(null, null, 100), Wire.ParseContentRange("bytes */100", "x"));
        Assert.Equal([1, 255], Wire.ParseBase16("01fF", "x").ToArray());
        Assert.Equal(TimeSpan.FromSeconds(90), Wire.ParseDuration("PT1M30S", "x"));
    }

    [Fact]
    public void WhatCannotBeReadIsNamed()
    {
        foreach (var read in new Action[]
        {
            () => Wire.ParseInt32("1.0", "Size"), () => Wire.ParseInt64("", "Size"), () => Wire.ParseDateTime("yesterday", "Size"), () => Wire.ParseDateTime("1994-13-06T08:49:37Z", "Size"), () => Wire.ParseHttpDate("1994", "Size"),
            () => Wire.ParseHttpDate("Sun, 36 Nov 1994 08:49:37 GMT", "Size"), () => Wire.ParseDate("1994-02-30", "Size"), () => Wire.ParseTime("25:00", "Size"), () => Wire.ParseDuration("1h", "Size"), () => Wire.ParseUnixSeconds("1e40", "Size"),
            () => Wire.ParseUnixMillis("9999999999999999", "Size"), () => Wire.ParseGuid("x", "Size"), () => Wire.ParseBase64("?", "Size"), () => Wire.ParseBase16("0", "Size"), () => Wire.ParseBoolean("1", "Size"),
            () => Wire.ParseContentRange("bytes 9-5/100", "Size"), () => Wire.ParseContentRange("bytes 0-100/100", "Size"), () => Wire.ParseContentRange("items 0-1/2", "Size"), () => Wire.ParseSeconds("1e30", "Size"),
        })
        {
            var error = Assert.Throws<VirgaException>(read);
            Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
            Assert.StartsWith("Size is '", error.Message, StringComparison.Ordinal);
        }
    }
}
