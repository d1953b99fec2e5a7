using System.Globalization;
using System.Text;

namespace Virga.Local.Operations;

/// <summary>Reads tags, under the service's rules for them.</summary>
internal static class TagSet
{
    // The service's bounds, in characters and in tags.
    private const int MaxName = 128;
    private const int MaxValue = 256;
    private const int MostOfObject = 10;
    private const int MostOfBucket = 50;

    /// <summary>The tags of the x-amz-tagging header, which has the form of a query; none without the header.</summary>
    public static IReadOnlyDictionary<string, string> ReadHeader(S3Call call)
    {
        const string header = "x-amz-tagging";
        if (call.Header(header) is not { Length: > 0 } text)
        {
            return ObjectHeaders.NoTags;
        }

        try
        {
            return Check(QueryParameters.Parse(text).Items, MostOfObject, "Object tags cannot be greater than 10");
        }
        catch (S3Exception error) when (error.Code == S3Error.InvalidUri().Code)
        {
            throw S3Error.InvalidArgument(
                $"The header '{header}' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.", header, text);
        }
    }

    /// <summary>The tags of a Tagging document.</summary>
    public static IReadOnlyDictionary<string, string> ReadDocument(Stream body, bool ofBucket)
    {
        XmlNode[] sets = [.. XmlNode.Parse(body, "Tagging").Children("TagSet")];
        if (sets.Length != 1)
        {
            throw S3Error.MalformedXml();
        }

        IEnumerable<(string, string)> tags = sets[0].Children("Tag").Select(static tag => (
            tag["Key"] ?? throw S3Error.MalformedXml(),
            tag["Value"] ?? throw S3Error.MalformedXml()));
        return ofBucket
            ? Check(tags, MostOfBucket, "Bucket tag count cannot be greater than 50")
            : Check(tags, MostOfObject, "Object tags cannot be greater than 10");
    }

    private static Dictionary<string, string> Check(IEnumerable<(string Name, string Value)> tags, int most, string tooMany)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach ((string name, string value) in tags)
        {
            if (name.Length is 0 or > MaxName || !IsAllowed(name))
            {
                throw Invalid("The TagKey you have provided is invalid", name);
            }

            if (value.Length > MaxValue || !IsAllowed(value))
            {
                throw Invalid("The TagValue you have provided is invalid", name);
            }

            if (name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw Invalid("System tags cannot be added/updated by requester", name);
            }

            if (!found.TryAdd(name, value))
            {
                throw Invalid("Cannot provide multiple Tags with the same key", name);
            }
        }

        return found.Count <= most ? found : throw new S3Exception(
            400, "BadRequest", tooMany, ("TagCount", found.Count.ToString(CultureInfo.InvariantCulture)));
    }

    private static bool IsAllowed(string text)
    {
        foreach (Rune letter in text.EnumerateRunes())
        {
            bool good = Rune.IsLetterOrDigit(letter) || Rune.IsNumber(letter) || Rune.IsSeparator(letter)
                || (letter.IsAscii && "_.:/=+-@".Contains((char)letter.Value, StringComparison.Ordinal));
            if (!good)
            {
                return false;
            }
        }

        return true;
    }

    private static S3Exception Invalid(string message, string name) => new(400, "InvalidTag", message, ("TagKey", name));
}
