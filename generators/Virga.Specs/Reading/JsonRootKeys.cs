using System.Runtime.CompilerServices;

namespace Virga.Specs.Reading;

/// <summary>The keys at the root of a JSON text, found without reading what they lead to: a large document is asked what it is long before it is read.</summary>
internal static class JsonRootKeys
{
    /// <summary>Keys without escapes, as far as the text looks like JSON.</summary>
    [MethodImpl((MethodImplOptions)512)]
    public static IReadOnlyList<string> Of(string text)
    {
        var keys = new List<string>();
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '{' or '[': depth++; break;
                case '}' or ']': depth--; break;
                case '"':
                    var end = End(text, i + 1);
                    if (depth == 1 && IsKey(text, end + 1)) keys.Add(text.Substring(i + 1, Math.Max(0, end - i - 1)));
                    i = end;
                    break;
            }
        }

        return keys;
    }

    private static int End(string text, int at)
    {
        for (var end = text.IndexOf('"', at); end >= 0; end = text.IndexOf('"', end + 1))
        {
            var slashes = 0;
            while (text[end - 1 - slashes] == '\\') slashes++;
            if (slashes % 2 == 0) return end;
        }

        return text.Length;
    }

    private static bool IsKey(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n') at++;
        return at < text.Length && text[at] == ':';
    }
}
