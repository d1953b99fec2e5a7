namespace Virga.Http;

/// <summary>The header in which an operation takes a checksum.</summary>
internal static class ChecksumHeader
{
    public static bool IsWanted(ChecksumTrait trait, ChecksumPolicy policy) =>
        trait.Default != ChecksumAlgorithm.None && (trait.Required || (policy == ChecksumPolicy.WhenSupported && trait.WhenSupported));

    /// <summary>Whether the caller set a checksum by any of the algorithms.</summary>
    public static bool IsGiven(ChecksumTrait trait, string[] names, List<KeyValuePair<string, string>> headers)
    {
        foreach (var (header, _) in headers)
        {
            for (var i = 0; i < trait.Algorithms.Count; i++)
            {
                if (string.Equals(header, names[(int)trait.Algorithms[i]], StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }

    /// <summary>The names of all headers, by the number of the algorithm.</summary>
    public static string[] Names(ChecksumTrait trait) => Array.ConvertAll(Enum.GetValues<ChecksumAlgorithm>(), algorithm => Name(trait, algorithm));

    private static string Name(ChecksumTrait trait, ChecksumAlgorithm algorithm)
    {
        var text = algorithm switch
        {
            ChecksumAlgorithm.Crc32C => "crc32c",
            ChecksumAlgorithm.Crc64Nvme => "crc64nvme",
            ChecksumAlgorithm.Crc32 => "crc32",
            ChecksumAlgorithm.Sha1 => "sha1",
            ChecksumAlgorithm.Sha256 => "sha256",
            ChecksumAlgorithm.Md5 => "md5",
            _ => "none",
        };

        // MD5 has had a header of its own since RFC 1864; services that name the others by a template keep it.
        return text == "md5" && trait.Header.Contains("{algorithm}", StringComparison.Ordinal) ? "Content-MD5" : trait.Header.Replace("{algorithm}", text, StringComparison.Ordinal);
    }
}
