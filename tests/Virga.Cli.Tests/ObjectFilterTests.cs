using Virga.Cli.Selecting;

namespace Virga.Cli.Tests;

public sealed class ObjectFilterTests
{
    [Theory]
    [InlineData("*.jpg", "a.jpg", true)]
    [InlineData("*.jpg", "x/y/a.jpg", true)]
    [InlineData("/*.jpg", "x/a.jpg", false)]
    [InlineData("/*.jpg", "a.jpg", true)]
    [InlineData("x/*.jpg", "x/a.jpg", true)]
    [InlineData("x/*.jpg", "y/x/a.jpg", false)]
    [InlineData("tmp/", "tmp/a", true)]
    [InlineData("tmp/", "x/tmp/y/a", true)]
    [InlineData("tmp/", "tmp", false)]
    [InlineData("/tmp/", "x/tmp/a", false)]
    [InlineData("logs/**", "logs/a/b", true)]
    public void AnIncludeTakesNamesOrPaths(string pattern, string path, bool expected) => Assert.Equal(expected, new ObjectFilter([pattern], []).Accepts(path));

    [Fact]
    public void AnExcludeWinsWhateverTheOrder()
    {
        var filter = new ObjectFilter(["*.jpg", "*.png"], ["drafts/"]);
        Assert.True(filter.Accepts("a.jpg"));
        Assert.True(filter.Accepts("x/a.png"));
        Assert.False(filter.Accepts("drafts/a.jpg"));
        Assert.False(filter.Accepts("a.txt"));
        Assert.False(new ObjectFilter(["*.jpg"], ["*"]).Accepts("a.jpg"));
        Assert.True(new ObjectFilter([], ["*.tmp"]).Accepts("a"));
    }

    [Fact]
    public void AnIncludeThatNothingMatchesIsKnown()
    {
        var filter = new ObjectFilter(["*.jpg", "*.jpeg"], []);
        filter.Accepts("a.jpg");
        Assert.Equal(["*.jpeg"], filter.UnusedIncludes);
    }
}
