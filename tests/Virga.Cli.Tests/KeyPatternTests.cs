using Virga.Cli.Selecting;

namespace Virga.Cli.Tests;

public sealed class KeyPatternTests
{
    [Theory]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", ".txt", true)]
    [InlineData("*.txt", "d/a.txt", false)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "ab/c", false)]
    [InlineData("**.txt", "d/e/a.txt", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**", "a/", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/xb", false)]
    [InlineData("a/**/b", "a/x/yb", false)]
    [InlineData("**/b", "b", true)]
    [InlineData("**/b", "x/b", true)]
    [InlineData("**/b", "xb", false)]
    [InlineData("**/*.jpg", "x/y/1.jpg", true)]
    [InlineData("a**/b", "ax/y/b", true)]
    [InlineData("?", "é", true)]
    [InlineData("?", "\U0001F600", true)]
    [InlineData("?", "/", false)]
    [InlineData("run-?.h5", "run-12.h5", false)]
    [InlineData("[abc]", "b", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[!a-c]", "d", true)]
    [InlineData("[^a-c]", "a", false)]
    [InlineData("[!a]", "/", false)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[*]", "*", true)]
    [InlineData("[*]", "a", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[\U0001F600-\U0001F610]", "\U0001F605", true)]
    [InlineData("a[1", "a[1", true)]
    [InlineData("a[1", "a1", false)]
    [InlineData("", "", true)]
    [InlineData("A*", "abc", false)]
    public void AKeyMatchesOrNot(string pattern, string key, bool expected) => Assert.Equal(expected, KeyPattern.Parse(pattern).Matches(key));

    [Theory]
    [InlineData("a/b*c", "a/b", true, 0)]
    [InlineData("a/b*/c", "a/b", false, 1)]
    [InlineData("a/**", "a/", false, null)]
    [InlineData("**/a", "", false, null)]
    [InlineData("a[1]b", "a", true, 0)]
    public void TheListingBeginsBehindTheLiteralPart(string pattern, string prefix, bool oneLevel, int? depth)
    {
        var parsed = KeyPattern.Parse(pattern);
        Assert.Equal((prefix, oneLevel, depth), (parsed.Prefix, parsed.IsOneLevel, parsed.Depth));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("**", true)]
    [InlineData("*/**", true)]
    [InlineData("?*", true)]
    [InlineData("*.txt", false)]
    [InlineData("a*", false)]
    [InlineData("[a-z]*", false)]
    public void APatternOfNothingButWildcardsIsEverything(string pattern, bool expected) => Assert.Equal(expected, KeyPattern.Parse(pattern).IsEverything);

    [Theory]
    [InlineData("plain/key", false)]
    [InlineData("a[1", false)]
    [InlineData("a[1]", true)]
    [InlineData("what?", true)]
    [InlineData("[]", false)]
    public void OnlyAWildcardMakesAPattern(string text, bool expected) => Assert.Equal(expected, KeyPattern.IsPattern(text));

    [Fact]
    public void ManyStarsDoNotMakeItSlow()
    {
        // A matcher that goes back for every star would need longer than the universe has.
        var pattern = KeyPattern.Parse(string.Concat(Enumerable.Repeat("*a", 200)) + "b");
        Assert.False(pattern.Matches(new string('a', 4000)));
    }
}
