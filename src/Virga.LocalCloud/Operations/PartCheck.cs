using System.Globalization;

namespace Virga.Local.Operations;

/// <summary>Compares the parts that a client lists with those that arrived.</summary>
internal static class PartCheck
{
    public static IReadOnlyList<StoredPart> Match(Upload upload, IReadOnlyList<ListedPart> listed, long minPartSize)
    {
        CheckOrder(upload, listed);
        List<StoredPart> parts = new(listed.Count);
        foreach (ListedPart item in listed)
        {
            StoredPart? part = upload.Parts.GetValueOrDefault(item.Number);
            if (part is null || !string.Equals(part.ETag, item.ETag, StringComparison.OrdinalIgnoreCase))
            {
                throw S3Error.InvalidPart(upload.Id, item.Number, item.ETag);
            }

            CheckChecksum(upload, item, part);
            parts.Add(part);
        }

        CheckSizes(parts, minPartSize);
        return parts;
    }

    private static void CheckOrder(Upload upload, IReadOnlyList<ListedPart> listed)
    {
        for (int index = 1; index < listed.Count; index++)
        {
            if (listed[index].Number <= listed[index - 1].Number)
            {
                throw new S3Exception(
                    400,
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. Parts must be ordered by part number.",
                    ("UploadId", upload.Id));
            }
        }
    }

    private static void CheckChecksum(Upload upload, ListedPart item, StoredPart part)
    {
        foreach ((ChecksumKind kind, string value) in item.Checksums)
        {
            if (kind != upload.Checksum || value != part.Checksum?.Value)
            {
                throw S3Error.InvalidPart(upload.Id, item.Number, item.ETag);
            }
        }

        if (upload is { Checksum: { } announced, Composite: true } && item.Checksums.Count == 0)
        {
            throw S3Error.InvalidRequest(
                $"The upload was created using a {announced.Algorithm().ToLowerInvariant()} checksum. The complete request must include the checksum for each part. It was missing for part {item.Number} in the request.");
        }
    }

    private static void CheckSizes(List<StoredPart> parts, long minPartSize)
    {
        foreach (StoredPart part in parts.SkipLast(1))
        {
            if (part.Content.Length < minPartSize)
            {
                throw new S3Exception(
                    400,
                    "EntityTooSmall",
                    "Your proposed upload is smaller than the minimum allowed size",
                    ("ProposedSize", part.Content.Length.ToString(CultureInfo.InvariantCulture)),
                    ("MinSizeAllowed", minPartSize.ToString(CultureInfo.InvariantCulture)),
                    ("PartNumber", part.Number.ToString(CultureInfo.InvariantCulture)),
                    ("ETag", part.ETag));
            }
        }
    }
}
