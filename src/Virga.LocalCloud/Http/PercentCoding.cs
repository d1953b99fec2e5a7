using System.Text;

namespace Virga.Local.Http;

/// <summary>Percent coding by the bytes, as signatures and keys need it: nothing is normalised on the way.</summary>
internal static class PercentCoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes that the text stands for; null when a percent sign is not followed by two hexadecimal digits.</summary>
    public static byte[]? DecodeBytes(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        byte[] source = Encoding.UTF8.GetBytes(text.ToArray());
        int length = 0;
        for (int index = 0; index < source.Length; index++)
        {
            byte value = source[index];
            if (value == '%')
            {
                if (index + 2 >= source.Length || Digit(source[index + 1]) is not { } high || Digit(source[index + 2]) is not { } low)
                {
                    return null;
                }

                value = (byte)((high << 4) | low);
                index += 2;
            }
            else if (value == '+' && plusIsSpace)
            {
                value = (byte)' ';
            }

            source[length++] = value;
        }

        return source[..length];
    }

    /// <summary>The text that is meant.</summary>
    /// <exception cref="S3Exception">It is not percent coding, or not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<char> text, bool plusIsSpace = false)
    {
        byte[] bytes = DecodeBytes(text, plusIsSpace) ?? throw S3Error.InvalidUri();
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw S3Error.InvalidUri();
        }
    }

    /// <summary>Every byte but letters, digits, - . _ ~ and, on request, the slash becomes %XX.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes, bool keepSlash)
    {
        StringBuilder result = new(bytes.Length + 16);
        foreach (byte value in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' || (keepSlash && value == '/'))
            {
                result.Append((char)value);
            }
            else
            {
                result.Append('%').Append(value.ToString("X2"));
            }
        }

        return result.ToString();
    }

    public static string Encode(string text, bool keepSlash = false) => Encode(Encoding.UTF8.GetBytes(text), keepSlash);

    /// <summary>How a listing writes keys under encoding-type=url: a form's coding that leaves slashes and stars alone.</summary>
    public static string EncodeListing(string text)
        => Encode(text, keepSlash: true).Replace("%20", "+", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal);

    private static int? Digit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => null,
    };
}
