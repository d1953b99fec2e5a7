using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Store.Folder;

/// <summary>
/// Where things lie in the folder. Names are made here from validated parts alone, and no key reaches the file
/// system as it is, so that nothing can point outside.
/// </summary>
internal static class FolderPaths
{
    public const string RecordEnd = ".json";
    public const string TemporaryEnd = ".tmp";

    private const string BucketStart = "b-";
    private const string KeyStart = "k-";

    // With the hash behind it a name stays under 255 bytes, the shortest bound of the file systems in use.
    private const int LongestPlain = 180;
    private const int KeptOfLong = 100;
    private const int IdLength = 32;

    public static string Buckets(string root) => Path.Combine(root, "buckets");

    // A prefix keeps names such as con and nul, which are good for a bucket, from being devices.
    public static string Bucket(string root, string name) => Path.Combine(Buckets(root), BucketStart + name);

    public static string BucketRecord(string bucket) => Path.Combine(bucket, "bucket" + RecordEnd);

    public static string Objects(string bucket) => Path.Combine(bucket, "objects");

    public static string Data(string bucket) => Path.Combine(bucket, "data");

    public static string Uploads(string bucket) => Path.Combine(bucket, "uploads");

    public static string Upload(string bucket, string id) => Path.Combine(Uploads(bucket), IdOf(id));

    public static string UploadRecord(string upload) => Path.Combine(upload, "upload" + RecordEnd);

    public static string PartRecord(string upload, int number) => Path.Combine(upload, $"part-{number:D5}{RecordEnd}");

    public static string ObjectRecord(string bucket, string key) => Path.Combine(Objects(bucket), KeyName(key) + RecordEnd);

    /// <summary>The bucket that a folder is for; null when it is none of ours.</summary>
    public static string? BucketOf(string directory)
    {
        string name = Path.GetFileName(directory);
        return name.StartsWith(BucketStart, StringComparison.Ordinal) && BucketName.IsValid(name[BucketStart.Length..]) ? name[BucketStart.Length..] : null;
    }

    /// <summary>Whether a name is one that data files get, and so cannot lead anywhere else.</summary>
    public static bool IsDataName(string name) => name.Length == IdLength && name.All(static letter => char.IsAsciiDigit(letter) || letter is >= 'a' and <= 'f');

    public static string NewDataName(IdSource ids) => ids.Hex(IdLength);

    /// <summary>
    /// A file name for a key, another for every other key, on file systems that ignore case too: all but lower-case
    /// letters, digits, dash, dot and underscore become %xx; of a long name the end gives way to the key's hash.
    /// </summary>
    public static string KeyName(string key)
    {
        StringBuilder name = new(KeyStart, key.Length + 16);
        foreach (byte value in Encoding.UTF8.GetBytes(key))
        {
            char letter = (char)value;
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.' or '_')
            {
                name.Append(letter);
            }
            else
            {
                name.Append('%').Append(value.ToString("x2"));
            }
        }

        // A tilde never stands in a plain name, so a shortened one cannot be another key's plain one.
        return name.Length <= LongestPlain
            ? name.ToString()
            : $"{name.ToString(0, KeptOfLong)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    /// <summary>Refuses a symbolic link, which might lead out of the folder.</summary>
    public static void RefuseLink(string path)
    {
        if (IsLink(path))
        {
            throw new IOException($"{path} is a symbolic link. Links inside the folder are not followed; replace it by what it points to.");
        }
    }

    public static bool IsLink(string path) => Path.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;

    // Upload ids mix cases; their hash does not, and has no letter that a path could mind.
    private static string IdOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..IdLength];
}
