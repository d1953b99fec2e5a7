using System.Text;
using Virga.Storage.Driver;

namespace Virga.Storage;

/// <summary>What every key, header and metadata entry must be like before a driver sees it.</summary>
internal static class KeyRules
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Check(string key, string bucket, LimitCapabilities limits)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Fault(key, limits) is { } fault) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The key '{Shown(key)}' is refused: {fault}") { Bucket = bucket, Key = key };
    }

    /// <summary>Why a key is refused; null when it is not.</summary>
    public static string? Fault(string key, LimitCapabilities limits)
    {
        if (key.Length == 0) return "a key has at least one character.";
        if (key.Contains('\0')) return "it holds a NUL character.";
        if (limits.RefusesParentSegments && HasParentSegment(key)) return "it holds a segment '..', which leaves the store's prefix where paths are resolved on the way.";
        try
        {
            var bytes = Strict.GetByteCount(key);
            return bytes > limits.MaxKeyBytes ? $"it has {bytes} bytes of UTF-8, and the provider takes {limits.MaxKeyBytes}." : null;
        }
        catch (EncoderFallbackException)
        {
            return "it holds half of a surrogate pair and is no valid Unicode.";
        }
    }

    /// <summary>Whether a segment between slashes, of either kind, is <c>..</c>.</summary>
    public static bool HasParentSegment(ReadOnlySpan<char> key)
    {
        while (true)
        {
            var end = key.IndexOfAny('/', '\\');
            if ((end < 0 ? key : key[..end]) is "..") return true;
            if (end < 0) return false;
            key = key[(end + 1)..];
        }
    }

    public static void CheckHeader(string name, string? value)
    {
        if (value is null) return;
        foreach (var c in value)
        {
            if (char.IsControl(c)) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"{name} holds the control character U+{(int)c:X4}; line breaks and control characters are not sent.");
        }
    }

    /// <summary>The metadata with names in lower case.</summary>
    public static IReadOnlyDictionary<string, string>? CheckMetadata(IReadOnlyDictionary<string, string>? metadata, LimitCapabilities limits)
    {
        if (metadata is null) return null;
        var lowered = new Dictionary<string, string>(metadata.Count, StringComparer.Ordinal);
        var bytes = 0L;
        foreach (var (name, value) in metadata)
        {
            if (name.Length == 0 || !name.All(IsTokenCharacter)) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The metadata name '{Shown(name)}' is refused: names are letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, token).");
            if (value is null) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The metadata '{name}' has no value; leave it out or give an empty one.");
            CheckHeader($"The metadata '{name}'", value);
            if (!lowered.TryAdd(name.ToLowerInvariant(), value)) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The metadata name '{name}' is given twice; case does not count.");
            bytes += name.Length + Encoding.UTF8.GetByteCount(value);
        }

        if (bytes > limits.MaxMetadataBytes) throw new ObjectStoreException(ErrorKind.TooLarge, $"The metadata has {bytes} bytes, and the provider takes {limits.MaxMetadataBytes}.");
        return lowered;
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);

    /// <summary>A name fit for a message: no control characters, and no end of it.</summary>
    private static string Shown(string text)
    {
        var cut = text.Length > 100 ? text[..100] + "..." : text;
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c.ToString()));
    }
}
