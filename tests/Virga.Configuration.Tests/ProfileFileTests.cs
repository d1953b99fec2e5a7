namespace Virga.Configuration.Tests;

public sealed class ProfileFileTests
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    [Fact]
    public void ProfilesHoldValuesAndLists()
    {
        using var file = new TemporaryFile("# mine\nprofiles:\n  a:\n    endpoint: \"https://a.example.org\"\n    allowed-hosts: [x.example.org, y.example.org]\n    anonymous: true\n  b:\n");

        var loaded = ProfileFile.Load(file.Path)!;

        Assert.Equal(["a", "b"], loaded.Names);
        Assert.Null(loaded.Default);
        Assert.Equal("https://a.example.org", loaded.Find("a")!.Get("endpoint"));
        Assert.Equal("x.example.org,y.example.org", loaded.Find("a")!.Get("allowed-hosts"));
        Assert.Equal("true", loaded.Find("a")!.Get("anonymous"));
        Assert.True(loaded.Find("a")!.IsTrusted("endpoint"));
        Assert.Null(loaded.Find("b")!.Get("endpoint"));
        Assert.Null(loaded.Find("c"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    public void AnEmptyFileHasNoProfiles(string text)
    {
        using var file = new TemporaryFile(text);

        Assert.Empty(ProfileFile.Load(file.Path)!.Names);
    }

    [Fact]
    public void NoFileIsNoError()
    {
        Assert.Null(ProfileFile.Load(Path.Combine(Path.GetTempPath(), "virga-there-is-no-such-folder", "config.yaml")));
    }

    [Theory]
    [InlineData("profiles:\n  a:\n    region: hush\n    region: hush\n", 4)]
    [InlineData("profiles:\n  a: hush\n", 2)]
    [InlineData("profiles:\n  a:\n    s3:\n      region: hush\n", 4)]
    [InlineData("hush: 1\n", 1)]
    [InlineData("- hush\n", 1)]
    [InlineData("hush\n", 1)]
    [InlineData("profiles:\n  a: &x\n    region: b\n  c: *x\n", 4)]
    [InlineData("profiles:\n  a:\n    region: !hush b\n", 3)]
    [InlineData("profiles:\n  a:\n\tregion: hush\n", 3)]
    [InlineData("profiles:\n  a:\n    region: [hush\n", 4)]
    [InlineData("profiles:\n---\nprofiles:\n", 2)]
    public void AMalformedFileIsAnErrorWithFileAndLineAndNoContent(string text, int line)
    {
        using var file = new TemporaryFile(text);

        var error = Assert.Throws<VirgaException>(() => ProfileFile.Load(file.Path));

        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.StartsWith($"The profile file {file.Path} is malformed at line ", error.Message, StringComparison.Ordinal);
        Assert.Equal(line, int.Parse(error.Message.Split("at line ")[1].Split(':')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADefaultThatTheFileLacksIsAnError()
    {
        using var file = new TemporaryFile("default: a\nprofiles:\n  b:\n    region: x\n");

        Assert.Contains("default profile", Assert.Throws<VirgaException>(() => ProfileFile.Load(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileTooLargeToBeOneIsNotRead()
    {
        using var file = new TemporaryFile(new string('#', (1024 * 1024) + 1));

        Assert.Contains("1048577 bytes", Assert.Throws<VirgaException>(() => ProfileFile.Load(file.Path)).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("secret-access-key")]
    [InlineData("session-token")]
    [InlineData("password")]
    [InlineData("connection-string")]
    public void SecretsThatOthersMayReadAreRefusedUnlessAllowed(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no mode bits.");
        using var file = new TemporaryFile($"profiles:\n  a:\n    {name}: hush\n", Readable);

        var error = Assert.Throws<VirgaException>(() => ProfileFile.Load(file.Path));

        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains($"chmod 600 {file.Path}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
        Assert.Equal("hush", ProfileFile.Load(file.Path, new ProfileFileOptions { AllowOthers = true })!.Find("a")!.Get(name));
    }

    [Theory]
    [InlineData("region")]
    [InlineData("access-key-id")]
    [InlineData("endpoint")]
    public void AFileWithoutSecretsMayBeReadByOthers(string name)
    {
        using var file = new TemporaryFile($"profiles:\n  a:\n    {name}: x\n", Readable);

        Assert.Equal("x", ProfileFile.Load(file.Path)!.Find("a")!.Get(name));
    }

    [Fact]
    public void TheDefaultPathFollowsTheVariables()
    {
        Assert.Equal("/x.yaml", ProfileFile.DefaultPath(name => name == "VIRGA_CONFIG" ? "/x.yaml" : null));
        Assert.Equal(Path.Combine("/somewhere/me", ".config", "virga", "config.yaml"), ProfileFile.DefaultPath(name => name == "HOME" ? "/somewhere/me" : null));
        Assert.Equal(Path.Combine("/etc/xdg", "virga", "config.yaml"), ProfileFile.DefaultPath(name => name switch { "XDG_CONFIG_HOME" => "/etc/xdg", "HOME" => "/somewhere/me", _ => null }));
    }
}
