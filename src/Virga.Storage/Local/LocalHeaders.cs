using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Virga.Storage.Driver;

namespace Virga.Storage.Local;

/// <summary>Headers, metadata and checksum of objects, in files of their own named after key and revision.</summary>
/// <remarks>
/// The name holds the revision, so that writing it before the object is renamed into place makes both appear at once: a reader finds the headers of the bytes
/// that it opened, or none when somebody changed the file by hand.
/// </remarks>
internal sealed class LocalHeaders(string folder)
{
    public void Write(string key, string revision, PutOptions options, Checksum checksum)
    {
        var path = PathOf(key, revision);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("key", key);
        WriteText(json, "contentType", options.ContentType);
        WriteText(json, "cacheControl", options.CacheControl);
        WriteText(json, "contentDisposition", options.ContentDisposition);
        WriteText(json, "contentEncoding", options.ContentEncoding);
        WriteText(json, "contentLanguage", options.ContentLanguage);
        if (!checksum.IsNone) json.WriteString("checksum", checksum.ToString());
        json.WriteStartObject("metadata");
        foreach (var (name, value) in options.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Adds what is known of these bytes.</summary>
    public ObjectInfo Read(ObjectInfo info)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(info.Key, info.Revision!)));
            var root = document.RootElement;
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var entry in root.GetProperty("metadata").EnumerateObject()) metadata[entry.Name] = entry.Value.GetString() ?? "";
            return info with
            {
                ContentType = Text(root, "contentType"),
                CacheControl = Text(root, "cacheControl"),
                ContentDisposition = Text(root, "contentDisposition"),
                ContentEncoding = Text(root, "contentEncoding"),
                ContentLanguage = Text(root, "contentLanguage"),
                Checksum = ParseChecksum(Text(root, "checksum")),
                Metadata = metadata,
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException or KeyNotFoundException or FormatException)
        {
            // A file that nobody uploaded has no headers, and damaged headers must not hide the bytes.
            return info with { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) };
        }
    }

    public void Remove(string key, string revision)
    {
        try
        {
            File.Delete(PathOf(key, revision));
        }
        catch (DirectoryNotFoundException)
        {
            // There never were any.
        }
    }

    // Keys are hashed, since the headers of "a" and of "a/b" must lie side by side.
    private string PathOf(string key, string revision)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
        return Path.Combine(folder, hash[..2], $"{hash[2..]}.{revision}.json");
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static Checksum ParseChecksum(string? text)
    {
        if (text?.Split(':') is not [var name, var value] || !Enum.TryParse<ChecksumAlgorithm>(name, ignoreCase: false, out var algorithm)) return default;
        return new Checksum(algorithm, Convert.FromBase64String(value));
    }

    /// <summary>The revision of a file: when it was written and how long it is. Our own writes never give a file the same time twice.</summary>
    public static string Revision(DateTime written, long length) => string.Create(CultureInfo.InvariantCulture, $"{written.Ticks:x}-{length:x}");
}
