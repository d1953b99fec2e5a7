using System.Globalization;
using System.Text;

namespace Virga.Local.Operations;

/// <summary>Reads from a request what is kept with an object.</summary>
internal static class HeaderReader
{
    public const string MetadataPrefix = "x-amz-meta-";

    // The service's bound for names and values of user metadata together.
    private const int MaxMetadata = 2048;

    private static readonly string[] ContentNames = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires"];

    private static readonly string[] StorageClasses =
    [
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR",
    ];

    public static bool IsContentHeader(string name) => ContentNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static ObjectHeaders Read(S3Call call) => new()
    {
        Content = ReadContent(call),
        Metadata = ReadMetadata(call),
        StorageClass = ReadStorageClass(call) ?? "STANDARD",
        Tags = TagSet.ReadHeader(call),
    };

    public static string? ReadStorageClass(S3Call call)
    {
        string? value = call.Header("x-amz-storage-class");
        return value is null || StorageClasses.Contains(value)
            ? value
            : throw new S3Exception(400, "InvalidStorageClass", "The storage class you specified is not valid", ("StorageClassRequested", value));
    }

    private static Dictionary<string, string> ReadContent(S3Call call)
    {
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in ContentNames)
        {
            string? value = call.Header(name);
            if (name == "Content-Encoding" && value is not null)
            {
                value = WithoutFraming(value);
            }

            if (!string.IsNullOrEmpty(value))
            {
                found[name] = value;
            }
        }

        return found;
    }

    // aws-chunked describes the request's framing, not the object.
    private static string WithoutFraming(string encodings)
        => string.Join(',', encodings.Split(',', StringSplitOptions.TrimEntries).Where(static item => !item.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));

    private static SortedDictionary<string, string> ReadMetadata(S3Call call)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        int size = 0;
        foreach ((string name, var value) in call.Headers)
        {
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            {
                string key = name[MetadataPrefix.Length..].ToLowerInvariant();
                found[key] = value.ToString();
                size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(found[key]);
            }
        }

        return size <= MaxMetadata ? found : throw new S3Exception(
            400,
            "MetadataTooLarge",
            "Your metadata headers exceed the maximum allowed metadata size",
            ("Size", size.ToString(CultureInfo.InvariantCulture)),
            ("MaxSizeAllowed", MaxMetadata.ToString(CultureInfo.InvariantCulture)));
    }
}
