using System.Globalization;
using System.Text;

namespace Virga.Cli.Hashing;

/// <summary>One line of a list of checksums, as sha256sum writes it (<c>hex  name</c>) or with the algorithm (<c>SHA256 (name) = hex</c>).</summary>
/// <remarks>As there, a name with a backslash or a line break is escaped and the line begins with a backslash; here other characters that are unsafe on a terminal are, too.</remarks>
internal sealed record ChecksumLine(Checksum Checksum, string Name)
{
    public string Plain() => Mark(out var name) + Convert.ToHexStringLower(Checksum.Value.Span) + "  " + name;

    public string Tagged() => Mark(out var name) + $"{HashName.Of(Checksum.Algorithm).ToUpperInvariant()} ({name}) = {Convert.ToHexStringLower(Checksum.Value.Span)}";

    /// <param name="text">The line.</param>
    /// <param name="algorithm">The algorithm of lines that name none; null to tell it by the length of the value.</param>
    /// <returns>Null when it is no such line.</returns>
    public static ChecksumLine? Parse(string text, ChecksumAlgorithm? algorithm)
    {
        var isEscaped = text.StartsWith('\\');
        var line = isEscaped ? text[1..] : text;
        if (line.EndsWith('\r')) line = line[..^1];
        var open = line.IndexOf(" (", StringComparison.Ordinal);
        var close = line.LastIndexOf(") = ", StringComparison.Ordinal);
        if (open > 0 && close > open && HashName.Find(line[..open]) is { } tagged) return Make(line[(close + 4)..], line[(open + 2)..close], tagged, isEscaped);

        // Behind the value comes a space, then a space or the star of a binary read.
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 1 || line.Length < space + 3 || line[space + 1] is not (' ' or '*')) return null;
        return (algorithm ?? HashName.OfLength(space / 2)) is { } plain ? Make(line[..space], line[(space + 2)..], plain, isEscaped) : null;
    }

    private static ChecksumLine? Make(string hex, string name, ChecksumAlgorithm algorithm, bool isEscaped)
    {
        if (name.Length == 0 || hex.Length != 2 * ChecksumComputer.SizeOf(algorithm) || !hex.All(char.IsAsciiHexDigit)) return null;
        return Unescape(name, isEscaped) is { } plain ? new ChecksumLine(new Checksum(algorithm, Convert.FromHexString(hex)), plain) : null;
    }

    private string Mark(out string name)
    {
        name = Console.Text.Printable(Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal));
        return name == Name ? "" : "\\";
    }

    private static string? Unescape(string name, bool isEscaped)
    {
        if (!isEscaped) return name;
        var plain = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '\\')
            {
                plain.Append(name[i]);
                continue;
            }

            if (++i == name.Length) return null;
            switch (name[i])
            {
                case '\\': plain.Append('\\'); break;
                case 'n': plain.Append('\n'); break;
                case 'r': plain.Append('\r'); break;
                case 'u' when i + 4 < name.Length && ushort.TryParse(name.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                    plain.Append((char)code);
                    i += 4;
                    break;
                default: return null;
            }
        }

        return plain.ToString();
    }
}
