using Virga.Aws.Signing;
using static Virga.Aws.Tests.Signing.SignatureExamples;

namespace Virga.Aws.Tests.Signing;

/// <summary>Vectors of the Signature Version 4 signing test suite: service "service", 30 August 2015, 12:36:00 UTC.</summary>
public sealed class SigningSuiteTests
{
    private const string SuiteHost = "example.amazonaws.com";
    private const string Plain = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

    [Theory]
    [InlineData("/example1/example2/../..", Plain)]
    [InlineData("//", Plain)]
    [InlineData("/./", Plain)]
    [InlineData("", Plain)]
    [InlineData("/./example", "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5")]
    [InlineData("//example//", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84")]
    [InlineData("/example space/", "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741")]
    [InlineData("/\u1234", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    public void PathsAreNormalizedAndEscaped(string path, string expected)
    {
        Assert.Equal(expected, Sign("GET", SuiteHost, path, "", SigV4.EmptyHash, SuiteScope, PathRule.Normalized, Header("X-Amz-Date", "20150830T123600Z")));
    }

    [Fact]
    public void DotSegmentsStayWhenThePathIsSignedAsSent()
    {
        Assert.Equal(
            "68714168e6557f8f2de0ef956fc24dc2593a4bd2961f8df51898d8a134695145",
            Sign("GET", SuiteHost, "/./", "", SigV4.EmptyHash, SuiteScope, PathRule.AsSent, Header("X-Amz-Date", "20150830T123600Z")));
    }

    [Fact]
    public void ParametersAreSortedByName()
    {
        Assert.Equal(
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
            Sign("GET", SuiteHost, "/", "Param2=value2&Param1=value1", SigV4.EmptyHash, SuiteScope, PathRule.Normalized, Header("X-Amz-Date", "20150830T123600Z")));
    }

    [Fact]
    public void ValuesOfOneHeaderAreJoinedInTheOrderOfSending()
    {
        Assert.Equal("c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea", SignWith(
            Header("My-Header1", "value2"), Header("My-Header1", "value2"), Header("My-Header1", "value1"), Header("X-Amz-Date", "20150830T123600Z")));
        Assert.Equal("08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01", SignWith(
            Header("My-Header1", "value4"), Header("My-Header1", "value1"), Header("My-Header1", "value3"), Header("My-Header1", "value2"), Header("X-Amz-Date", "20150830T123600Z")));
    }

    [Fact]
    public void HeaderValuesAreTrimmedAndTheirSpacesCollapsed()
    {
        Assert.Equal("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736", SignWith(
            Header("X-Amz-Date", "20150830T123600Z"), Header("My-Header2", " \"a   b   c\""), Header("My-Header1", " value1")));
    }

    [Fact]
    public void TheSessionTokenIsSigned()
    {
        Assert.Equal("07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8", SignWith(
            Header("X-Amz-Date", "20150830T123600Z"), Header("X-Amz-Security-Token", "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267")));
    }

    [Fact]
    public void AFormIsSignedWithTheHashOfItsBody()
    {
        const string hash = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e";
        Assert.Equal("d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b", Sign("POST", SuiteHost, "/", "", hash, SuiteScope, PathRule.Normalized,
            Header("Content-Type", "application/x-www-form-urlencoded"), Header("Content-Length", "13"), Header("x-amz-content-sha256", hash), Header("X-Amz-Date", "20150830T123600Z")));
    }

    private static string SignWith(params KeyValuePair<string, string>[] headers) => Sign("GET", SuiteHost, "/", "", SigV4.EmptyHash, SuiteScope, PathRule.Normalized, headers);
}
