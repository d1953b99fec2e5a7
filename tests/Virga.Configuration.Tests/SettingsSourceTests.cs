namespace Virga.Configuration.Tests;

public sealed class SettingsSourceTests
{
    [Fact]
    public void ADictionaryAnswersByNameInAnyCaseAndSaysWhereItIsFrom()
    {
        var source = new DictionarySettings([new("Region", "eu-1"), new("endpoint", ""), new("profile", null)], "the flags");

        Assert.Equal("eu-1", source.Get("region"));
        Assert.Equal("the flags", source.Origin("region"));
        Assert.True(source.IsTrusted("region"));
        Assert.Null(source.Get("endpoint"));
        Assert.Null(source.Origin("profile"));
    }

    [Fact]
    public void TheTextOfADictionaryHoldsNoValue()
    {
        Assert.Equal("the arguments (secret-access-key)", new DictionarySettings([new("secret-access-key", "hush")]).ToString());
    }

    [Fact]
    public void TheEnvironmentIsAskedByTheMapAndThenByTheOwnName()
    {
        var variables = new Dictionary<string, string> { ["AWS_DEFAULT_REGION"] = "second", ["VIRGA_REGION"] = "third", ["VIRGA_ADDRESSING_STYLE"] = "path", ["VIRGA_ALLOW_HOSTS"] = "a.example.org", ["AWS_REGION"] = "" };
        var source = new EnvironmentSettings(variables.GetValueOrDefault, new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["AWS_REGION", "AWS_DEFAULT_REGION"] });

        Assert.Equal("second", source.Get("region"));
        Assert.Equal("the environment variable AWS_DEFAULT_REGION", source.Origin("region"));
        Assert.Equal("path", source.Get("addressing-style"));
        Assert.Equal("a.example.org", source.Get("allowed-hosts"));
        Assert.Null(source.Get("endpoint"));
        Assert.Null(source.Origin("endpoint"));
        Assert.True(source.IsTrusted("region"));
    }

    [Fact]
    public void TheQueryOfAUrlIsDecodedAndNotTrusted()
    {
        var source = UrlQuerySettings.Parse("?endpoint=https%3A%2F%2Fa.example.org&region=a+b&empty=");

        Assert.Equal("https://a.example.org", source.Get("endpoint"));
        Assert.Equal("a+b", source.Get("region"));
        Assert.Null(source.Get("empty"));
        Assert.Equal("the query of the store URL", source.Origin("endpoint"));
        Assert.False(source.IsTrusted("endpoint"));
    }

    [Theory]
    [InlineData("region=a&region=b", "twice")]
    [InlineData("region", "without a value")]
    [InlineData("=b", "without a name")]
    public void AQueryThatCannotBeMeantSoIsRefused(string query, string expected)
    {
        var error = Assert.Throws<VirgaException>(() => UrlQuerySettings.Parse(query));

        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
