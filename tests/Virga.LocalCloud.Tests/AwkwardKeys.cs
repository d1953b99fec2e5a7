namespace Virga.Local.Tests;

/// <summary>Keys that a path, a file system or an encoder would like to change, percent-coded.</summary>
internal static class AwkwardKeys
{
    public static readonly string[] Encoded =
    [
        "a", "A", "a/", "a/b", "a//b", "a/./b", "a/../b", "../x", "..", ".", "../../../../etc/passwd", "/lead", "//", "trail.", "trail%20",
        "plus%2Bsign", "space%20in", "equals%3Dand%26", "%23hash%3Fmark", "%5Bbrackets%5D%7B%7D", "percent%2525", "back%5Cslash", "C%3A%5Cx",
        "con", "nul.txt", "tilde~", "%C3%A4%C3%B6", "%F0%9F%98%80", "%EF%BF%BD", "%EE%80%80", "star%2A", "quote%27%22", "tab%09", "line%0Abreak", "bell%07",
        "k-", "%25", "x.json", "x.json.tmp", ".git", string.Concat(Enumerable.Repeat("long", 250)), string.Concat(Enumerable.Repeat("long", 249)) + "lonG",
    ];
}
