namespace Virga.Storage.Conformance;

/// <summary>Keys that somebody's client once broke on.</summary>
public static class AwkwardKeys
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enumerable.Range(0x20, 0x5F).Select(c => $"ascii/{(char)c}-{c}"),
        "all-ascii/" + new string([.. Enumerable.Range(0x20, 0x5F).Select(c => (char)c).Where(c => c != '/')]),
        "unicode/grüße-日本語-Ελλάδα",
        "unicode/emoji-😀-𝒳",
        "unicode/combining-e\u0301",
        "unicode/composed-\u00e9",
        "unicode/private-\ue000",
        "slashes//double",
        "/leading",
        "trailing/",
        "a/./b",
        "a/../b",
        "../up",
        "plus+plus",
        "a=b&c=d?e#f",
        "percent%20already",
        "spaces  two ",
        "brackets[1](2){3}",
        "quote'\"`",
        "back\\slash",
        "tilde~under_score",
        "long/" + new string('k', 1019),
        "long-unicode/" + new string('é', 505),
    ];
}
