namespace Virga.Documents.Tests;

/// <summary>Texts that try to become code. Each declares, or would declare, something called Injected.</summary>
internal static class HostileTexts
{
    /// <summary>Stands for half a surrogate pair, which no JSON writer writes.</summary>
    public const char Half = '\uE123';

    public static readonly string[] All =
    [
        "x\"; } } class Injected { } //",
        "x\"\"\"; } } class Injected { } /*",
        "x\\\"; class Injected { } //",
        "x */ class Injected { } /*",
        "x</summary></param>\n} } class Injected { } ///",
        "x]]> </summary> <Injected/> <![CDATA[",
        "x\nclass Injected { }\n",
        "x\r\nclass Injected { }\r\n",
        "x\rclass Injected { }\r",
        "x\u0085class Injected { }\u0085",
        "x\u2028class Injected { }\u2028",
        "x\u2029class Injected { }\u2029",
        "x\n#line 1 \"Injected\"\n#error Injected\n#pragma warning disable",
        "x\n#if Injected\n#endif\n#region Injected",
        "x\n[assembly: Injected]\nclass Injected { }",
        "x{Injected}{{Injected}}{0}$\"{Injected}\"@\"",
        "x'; class Injected { } //' + '\\'",
        "x/// <Injected/>\n/// </Injected>",
        "x&lt;Injected&gt; &#10; &Injected; &amp",
        "x\t\v\f\u00A0\u200B\u202E\uFEFF Injected",
        "x" + Half + "Injected",
        "x\\u0022; class Injected { } //\\u000a",
        "x\0Injected\u0001\u001A",
        "@x Injected `$(Injected)` %Injected% ?? Injected",
        "x" + new string('y', 20_000) + "Injected",
        "global::x.Injected",
        "x => Injected; public void Injected() { }",
    ];

    /// <summary>One of them, as a number says.</summary>
    public static string Get(int number) => All[number % All.Length];
}
