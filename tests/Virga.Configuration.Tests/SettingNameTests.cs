namespace Virga.Configuration.Tests;

public sealed class SettingNameTests
{
    [Theory]
    [InlineData("access-key-id")]
    [InlineData("access_key_id")]
    [InlineData("ACCESS_KEY_ID")]
    [InlineData("accessKeyId")]
    [InlineData("AccessKeyId")]
    [InlineData("AccessKeyID")]
    [InlineData("Access-Key-Id")]
    [InlineData("access__key-id_")]
    public void OneNameIsWrittenInManyWays(string written) => Assert.Equal("access-key-id", SettingName.Normalize(written));

    [Theory]
    [InlineData("", "")]
    [InlineData("URL", "url")]
    [InlineData("URLStyle", "url-style")]
    [InlineData("S3Endpoint", "s3-endpoint")]
    [InlineData("_", "")]
    [InlineData("größe", "größe")]
    public void OthersKeepTheirWords(string written, string expected) => Assert.Equal(expected, SettingName.Normalize(written));

    [Fact]
    public void EverySourceTakesEveryWayOfWriting()
    {
        Assert.Equal("v", new DictionarySettings([new("AccessKeyId", "v")]).Get("access_key_id"));
        Assert.Equal("v", UrlQuerySettings.Parse("accessKeyId=v").Get("access-key-id"));
        Assert.Throws<VirgaException>(() => UrlQuerySettings.Parse("accessKeyId=v&access-key-id=v"));
        Assert.Equal("v", new EnvironmentSettings(name => name == "VIRGA_ACCESS_KEY_ID" ? "v" : null).Get("AccessKeyId"));
        using var file = new TemporaryFile("profiles:\n  a:\n    accessKeyId: v\n");
        var profile = ProfileFile.Load(file.Path)!.Find("a")!;
        Assert.Equal("v", profile.Get("access-key-id"));
        Assert.Equal($"accessKeyId at line 3 of {file.Path} (profile a)", ((IListedSettings)profile).Place("access-key-id"));
        using var twice = new TemporaryFile("profiles:\n  a:\n    accessKeyId: v\n    access-key-id: v\n");
        Assert.Contains("line 4: a name comes twice", Assert.Throws<VirgaException>(() => ProfileFile.Load(twice.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecretIsOneInEveryWayOfWriting()
    {
        if (OperatingSystem.IsWindows()) return;
        using var file = new TemporaryFile("profiles:\n  a:\n    secretAccessKey: hush\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Equal(ErrorKind.Untrusted, Assert.Throws<VirgaException>(() => ProfileFile.Load(file.Path)).Kind);
    }

    [Theory]
    [InlineData("endpiont", "endpoint")]
    [InlineData("Regions", "region")]
    [InlineData("concurrency", "parallel")]
    [InlineData("somethingelse", null)]
    [InlineData("", null)]
    public void TheNearestNameIsFound(string written, string? expected)
    {
        SettingDescription[] known = [new("endpoint", SettingKind.Url, ""), new("region", SettingKind.Text, ""), new("parallel", SettingKind.Count, "") { OtherNames = ["concurrency"] }];
        Assert.Equal(expected, SettingSuggestion.Nearest(written, known));
    }

    [Fact]
    public void ASetIsTakenFromTheFirstLayerThatHoldsAMemberThatDecides()
    {
        SettingDescription[] known =
        [
            new("id", SettingKind.Text, "") { Set = "keys" },
            new("secret", SettingKind.Text, "") { Set = "keys" },
            new("token", SettingKind.Text, "") { Set = "keys", FollowsSet = true },
        ];
        var none = new EnvironmentSettings(_ => null);
        var stale = new EnvironmentSettings(name => name == "VIRGA_TOKEN" ? "stale" : null);
        using var file = new TemporaryFile("default: a\nprofiles:\n  a:\n    id: p\n    secret: p\n    token: p\n");
        var profiles = ProfileFile.Load(file.Path);

        Assert.Equal("p", LayeredSettings.Standard(DictionarySettings.Empty, stale, profiles, null, known).Get("token"));
        var half = LayeredSettings.Standard(new DictionarySettings([new("id", "given")]), none, profiles, null, known);
        Assert.Equal(("given", null, null), (half.Get("id"), half.Get("secret"), half.Get("token")));
    }
}
