using System.Buffers.Text;
using System.Text;

namespace Virga.Local.Operations;

/// <summary>Where a listing goes on: behind a key, or behind all keys of a common prefix. Clients see it as opaque.</summary>
internal sealed record ContinuationToken(string Key, bool IsPrefix)
{
    public static ContinuationToken? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            string plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
            if (plain.Length > 1 && plain[0] is 'k' or 'p')
            {
                return new(plain[1..], plain[0] == 'p');
            }
        }
        catch (FormatException)
        {
            // Answered below, as every text that was not made here.
        }

        throw S3Error.InvalidArgument("The continuation token provided is incorrect", "continuation-token", text);
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes((IsPrefix ? "p" : "k") + Key));
}
