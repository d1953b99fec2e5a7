namespace Virga.Configuration.Tests;

public sealed class LayeredSettingsTests
{
    private const string Profiles = "default: work\nprofiles:\n  work:\n    region: from-work\n    endpoint: https://work.example.org\n    profile: ceph\n  other:\n    region: from-other\n";

    [Fact]
    public void ArgumentGoesBeforeEnvironmentBeforeProfileBeforeDefault()
    {
        using var file = new TemporaryFile(Profiles);
        var defaults = new DictionarySettings([new("region", "from-default"), new("addressing", "path")], "the provider's default");
        var profiles = ProfileFile.Load(file.Path);

        Assert.Equal("from-argument", Layer("from-argument", "from-env").Get("region"));
        Assert.Equal("from-env", Layer(null, "from-env").Get("region"));
        Assert.Equal("from-work", Layer(null, null).Get("region"));
        Assert.Equal("path", Layer(null, null).Get("addressing"));
        Assert.Equal("the provider's default", Layer(null, null).Origin("addressing"));
        Assert.Equal($"the profile work in {file.Path}", Layer(null, null).Origin("region"));
        Assert.Null(Layer(null, null).Origin("nothing"));

        LayeredSettings Layer(string? argument, string? variable) => LayeredSettings.Standard(
            new DictionarySettings([new("region", argument)]), new EnvironmentSettings(name => name == "VIRGA_REGION" ? variable : null), profiles, defaults);
    }

    [Fact]
    public void TheProfileAskedForGoesBeforeTheDefaultOne()
    {
        using var file = new TemporaryFile(Profiles);
        var profiles = ProfileFile.Load(file.Path);
        var none = new EnvironmentSettings(_ => null);

        Assert.Equal("from-other", LayeredSettings.Standard(new DictionarySettings([new("profile", "other")]), none, profiles).Get("region"));
        Assert.Equal("from-other", LayeredSettings.Standard(DictionarySettings.Empty, new EnvironmentSettings(name => name == "VIRGA_PROFILE" ? "other" : null), profiles).Get("region"));
    }

    [Fact]
    public void ANameThatTheFileKnowsIsUsedUpAndAnotherIsLeftToTheProvider()
    {
        using var file = new TemporaryFile(Profiles);
        var profiles = ProfileFile.Load(file.Path);
        var none = new EnvironmentSettings(_ => null);

        Assert.Equal("ceph", LayeredSettings.Standard(new DictionarySettings([new("profile", "work")]), none, profiles).Get("profile"));
        Assert.Null(LayeredSettings.Standard(new DictionarySettings([new("profile", "other")]), none, profiles).Get("profile"));
        Assert.Equal("moto", LayeredSettings.Standard(new DictionarySettings([new("profile", "moto")]), none, profiles).Get("profile"));
        Assert.Equal("moto", LayeredSettings.Standard(new DictionarySettings([new("profile", "moto")]), none, null).Get("profile"));
    }

    [Fact]
    public void EachSettingKeepsTheTrustOfTheLayerThatHoldsIt()
    {
        var layers = new LayeredSettings(UrlQuerySettings.Parse("endpoint=https://a.example.org"), new DictionarySettings([new("endpoint", "https://b.example.org"), new("region", "eu-1")]));

        Assert.Equal("https://a.example.org", layers.Get("endpoint"));
        Assert.False(layers.IsTrusted("endpoint"));
        Assert.True(layers.IsTrusted("region"));
    }
}
