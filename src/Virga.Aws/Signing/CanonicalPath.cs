using System.Text;

namespace Virga.Aws.Signing;

/// <summary>Writes the path of a request in the form that is signed.</summary>
internal static class CanonicalPath
{
    /// <summary>S3 keys are signed as they are sent: <c>//</c>, <c>.</c> and <c>..</c> are names there.</summary>
    public static void WriteAsSent(scoped ReadOnlySpan<char> path, ref SigningBuffer target)
    {
        if (path.IsEmpty) target.Append((byte)'/');
        else target.AppendText(path);
    }

    /// <summary>The other services remove empty and dot segments and escape the sent text once more.</summary>
    public static void WriteNormalized(scoped ReadOnlySpan<char> path, ref SigningBuffer target)
    {
        var start = target.Length;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty || segment is ".") continue;
            if (segment is "..") RemoveLast(ref target, start);
            else WriteSegment(segment, ref target);
        }

        if (target.Length == start || EndsAsFolder(path)) target.Append((byte)'/');
    }

    private static bool EndsAsFolder(ReadOnlySpan<char> path) => path.EndsWith("/") || path.EndsWith("/.") || path.EndsWith("/..");

    private static void RemoveLast(ref SigningBuffer target, int start)
    {
        var slash = target.Written[start..].LastIndexOf((byte)'/');
        target.Truncate(slash < 0 ? start : start + slash);
    }

    private static void WriteSegment(scoped ReadOnlySpan<char> segment, ref SigningBuffer target)
    {
        Span<byte> utf8 = stackalloc byte[4];
        target.Append((byte)'/');
        foreach (var rune in segment.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            for (var i = 0; i < length; i++) target.AppendEscaped(utf8[i]);
        }
    }
}
