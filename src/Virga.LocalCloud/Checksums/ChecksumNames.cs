namespace Virga.Local.Checksums;

/// <summary>How the protocol spells a checksum: the algorithm, its header and its XML element.</summary>
internal static class ChecksumNames
{
    public static readonly ChecksumKind[] All = Enum.GetValues<ChecksumKind>();

    public static string Algorithm(this ChecksumKind kind) => kind switch
    {
        ChecksumKind.Crc32 => "CRC32",
        ChecksumKind.Crc32C => "CRC32C",
        ChecksumKind.Crc64Nvme => "CRC64NVME",
        ChecksumKind.Sha1 => "SHA1",
        _ => "SHA256",
    };

    public static string Header(this ChecksumKind kind) => kind switch
    {
        ChecksumKind.Crc32 => "x-amz-checksum-crc32",
        ChecksumKind.Crc32C => "x-amz-checksum-crc32c",
        ChecksumKind.Crc64Nvme => "x-amz-checksum-crc64nvme",
        ChecksumKind.Sha1 => "x-amz-checksum-sha1",
        _ => "x-amz-checksum-sha256",
    };

    public static string Element(this ChecksumKind kind) => "Checksum" + kind.Algorithm();

    public static int Length(this ChecksumKind kind) => kind switch
    {
        ChecksumKind.Crc32 or ChecksumKind.Crc32C => 4,
        ChecksumKind.Crc64Nvme => 8,
        ChecksumKind.Sha1 => 20,
        _ => 32,
    };

    public static bool IsCrc(this ChecksumKind kind) => kind is ChecksumKind.Crc32 or ChecksumKind.Crc32C or ChecksumKind.Crc64Nvme;

    public static ChecksumKind? FromAlgorithm(string name)
    {
        foreach (ChecksumKind kind in All)
        {
            if (string.Equals(kind.Algorithm(), name, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }

    public static ChecksumKind? FromHeader(string name)
    {
        foreach (ChecksumKind kind in All)
        {
            if (string.Equals(kind.Header(), name, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }
}
