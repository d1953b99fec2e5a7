using System.Globalization;
using System.Text;

namespace Virga.Aws.S3.Tests.Memory;

/// <summary>Pages of a thousand rows as S3 sends them.</summary>
internal static class RowPage
{
    public const int Rows = 1000;

    public static byte[] Bytes(int number, bool isLast)
    {
        var xml = new StringBuilder(340_000);
        xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>bucket</Name><Prefix></Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType>");
        xml.Append(CultureInfo.InvariantCulture, $"<IsTruncated>{(isLast ? "false" : "true")}</IsTruncated>");
        if (!isLast) xml.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{number + 1:00000000}</NextContinuationToken>");
        for (var i = 0; i < Rows; i++)
        {
            var row = ((long)number * Rows) + i;
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>2026/11/station-000/run-{row:00000000}.h5</Key><LastModified>2026-11-20T14:30:00.000Z</LastModified><ETag>&quot;9b2cf535f27731c97434364{row:000000000}&quot;</ETag>");
            xml.Append(CultureInfo.InvariantCulture, $"<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>{1_000_000 + row}</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }

        return Encoding.UTF8.GetBytes(xml.Append("</ListBucketResult>").ToString());
    }
}
