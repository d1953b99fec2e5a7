using System.Buffers;
using System.Text;
using System.Text.Json;
using Virga.Serialization;

namespace Virga.Http;

/// <summary>Finds values in the answer of an error by the paths of an error format. A body that cannot be read has no values.</summary>
internal static class ErrorDocument
{
    public static string? Find(IReadOnlyList<string> paths, ResponseHead head, ReadOnlySequence<byte> body, ErrorFormat format)
    {
        foreach (var path in paths)
        {
            var value = Find(path, head, body, format);
            if (!string.IsNullOrEmpty(value)) return value;
        }

        return null;
    }

    public static string? RequestId(ErrorFormat format, ResponseHead head) => Find(format.RequestIdPaths, head, ReadOnlySequence<byte>.Empty, format);

    public static bool IsLate(ReadOnlySequence<byte> body, string late, ErrorFormat format)
    {
        if (body.IsEmpty) return false;
        if (late.StartsWith("body.", StringComparison.Ordinal)) return !string.IsNullOrEmpty(InBody(late[5..], body, format));
        if (!format.IsXml) return false;
        try
        {
            var cursor = new XmlCursor(body, "error");
            cursor.AnyRoot();
            return cursor.Name == late;
        }
        catch (VirgaException)
        {
            return false;
        }
    }

    private static string? Find(string path, ResponseHead head, ReadOnlySequence<byte> body, ErrorFormat format)
    {
        if (path.StartsWith("header.", StringComparison.Ordinal)) return head.Header(path[7..]);
        if (body.IsEmpty) return null;
        if (path == "text") return Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, 2048))).Trim();
        return path.StartsWith("body.", StringComparison.Ordinal) ? InBody(path[5..], body, format) : null;
    }

    private static string? InBody(string path, ReadOnlySequence<byte> body, ErrorFormat format)
    {
        try
        {
            return format.IsXml ? InXml(ErrorPath.Parse(path), body) : InJson(ErrorPath.Parse(path), body);
        }
        catch (Exception e) when (e is VirgaException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? InJson(ErrorPath[] path, ReadOnlySequence<byte> body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
        var element = document.RootElement;
        foreach (var step in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step.Name, out element)) return null;
            if (step.Index < 0) continue;
            if (element.ValueKind != JsonValueKind.Array || step.Index >= element.GetArrayLength()) return null;
            element = element[step.Index];
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Null => null,
            _ => element.GetRawText(),
        };
    }

    private static string? InXml(ErrorPath[] path, ReadOnlySequence<byte> body)
    {
        var cursor = new XmlCursor(body, "error");
        cursor.AnyRoot();
        return InXml(ref cursor, path);
    }

    private static string? InXml(ref XmlCursor cursor, ReadOnlySpan<ErrorPath> path)
    {
        var seen = 0;
        while (cursor.NextChild())
        {
            if (cursor.Name != path[0].Name || seen++ != Math.Max(0, path[0].Index))
            {
                cursor.Skip();
                continue;
            }

            return path.Length == 1 ? cursor.ReadString() : InXml(ref cursor, path[1..]);
        }

        return null;
    }
}
