using System.Globalization;

namespace Virga.Local.Operations;

/// <summary>A part as the request to complete names it.</summary>
internal sealed record ListedPart(int Number, string ETag, IReadOnlyDictionary<ChecksumKind, string> Checksums)
{
    // As many parts as an upload can have.
    private const int Most = 10_000;

    public static IReadOnlyList<ListedPart> ReadAll(Stream body)
    {
        XmlNode[] nodes = [.. XmlNode.Parse(body, "CompleteMultipartUpload").Children("Part")];
        return nodes.Length is > 0 and <= Most ? [.. nodes.Select(Read)] : throw S3Error.MalformedXml();
    }

    private static ListedPart Read(XmlNode node)
    {
        if (node["ETag"] is not { Length: > 0 } tag
            || !int.TryParse(node["PartNumber"], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number)
            || number is < 1 or > Most)
        {
            throw S3Error.MalformedXml();
        }

        Dictionary<ChecksumKind, string> checksums = [];
        foreach (ChecksumKind kind in ChecksumNames.All)
        {
            if (node[kind.Element()] is { } value)
            {
                checksums[kind] = value.Trim();
            }
        }

        return new(number, EntityTag.Unquote(tag), checksums);
    }
}
