namespace Virga.Cli.Hashing;

/// <summary>The names of checksum algorithms on the command line and in lists.</summary>
internal static class HashName
{
    private static readonly (string Name, ChecksumAlgorithm Algorithm)[] Known =
    [
        ("sha256", ChecksumAlgorithm.Sha256), ("sha1", ChecksumAlgorithm.Sha1), ("md5", ChecksumAlgorithm.Md5),
        ("crc32c", ChecksumAlgorithm.Crc32C), ("crc64nvme", ChecksumAlgorithm.Crc64Nvme), ("crc32", ChecksumAlgorithm.Crc32),
    ];

    public static string[] All { get; } = [.. Known.Select(known => known.Name)];

    public static ChecksumAlgorithm Parse(string name) => Find(name) ?? throw new UsageException($"There is no algorithm '{name}'; there are {string.Join(", ", All)}.");

    public static ChecksumAlgorithm? Find(string name)
    {
        foreach (var known in Known)
        {
            if (known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return known.Algorithm;
        }

        return null;
    }

    public static string Of(ChecksumAlgorithm algorithm) => Array.Find(Known, known => known.Algorithm == algorithm).Name;

    /// <summary>The algorithm whose values have that many bytes; for 4 it is CRC-32C.</summary>
    public static ChecksumAlgorithm? OfLength(int bytes)
    {
        foreach (var known in Known)
        {
            if (ChecksumComputer.SizeOf(known.Algorithm) == bytes) return known.Algorithm;
        }

        return null;
    }
}
