using System.Globalization;
using System.Text;

namespace Virga.Aws.Signing;

/// <summary>Writes the query of a request in the form that is signed: every parameter escaped alike, sorted by name and then by value, always with an equals sign.</summary>
internal static class CanonicalQuery
{
    private readonly record struct Parameter(int Name, int Separator, int End);

    public static void Write(scoped ReadOnlySpan<char> query, ref SigningBuffer target)
    {
        if (query.IsEmpty) return;
        var count = query.Count('&') + 1;
        Span<Parameter> parameters = count <= 32 ? stackalloc Parameter[32] : new Parameter[count];
        var escaped = new SigningBuffer(stackalloc byte[1024]);
        try
        {
            var found = Escape(query, ref escaped, parameters);
            var sorted = parameters[..found];
            Sort(sorted, escaped.Written);
            for (var i = 0; i < sorted.Length; i++)
            {
                if (i > 0) target.Append((byte)'&');
                target.Append(escaped.Written[sorted[i].Name..sorted[i].End]);
            }
        }
        finally
        {
            escaped.Dispose();
        }
    }

    private static int Escape(ReadOnlySpan<char> query, ref SigningBuffer escaped, Span<Parameter> parameters)
    {
        var found = 0;
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            if (parameter.IsEmpty) continue;
            var equals = parameter.IndexOf('=');
            var name = escaped.Length;
            Normalize(equals < 0 ? parameter : parameter[..equals], ref escaped);
            var separator = escaped.Length;
            escaped.Append((byte)'=');
            if (equals >= 0) Normalize(parameter[(equals + 1)..], ref escaped);
            parameters[found++] = new Parameter(name, separator, escaped.Length);
        }

        return found;
    }

    /// <summary>The server decodes what arrives and escapes it anew before it checks; the same is done here, so that a literal of the caller signs alike.</summary>
    private static void Normalize(ReadOnlySpan<char> text, ref SigningBuffer target)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (text[0] == '%' && text.Length > 2 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]))
            {
                target.AppendEscaped(byte.Parse(text.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                text = text[3..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out var rune, out var used);
            var length = rune.EncodeToUtf8(utf8);
            for (var i = 0; i < length; i++) target.AppendEscaped(text[0] == '+' ? (byte)' ' : utf8[i]);
            text = text[used..];
        }
    }

    private static void Sort(Span<Parameter> parameters, ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < parameters.Length; i++)
        {
            var moved = parameters[i];
            var j = i;
            for (; j > 0 && Compare(parameters[j - 1], moved, text) > 0; j--) parameters[j] = parameters[j - 1];
            parameters[j] = moved;
        }
    }

    private static int Compare(Parameter left, Parameter right, ReadOnlySpan<byte> text)
    {
        var byName = text[left.Name..left.Separator].SequenceCompareTo(text[right.Name..right.Separator]);
        return byName != 0 ? byName : text[left.Separator..left.End].SequenceCompareTo(text[right.Separator..right.End]);
    }
}
