using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Virga.Local.Forms;

/// <summary>Reads a form up to its file, whose bytes are then read from the request as they come.</summary>
internal static class FormReader
{
    // The service's bound for everything in front of the file, in bytes.
    private const int MaxFields = 20 * 1024;

    // A form has at most some dozens of fields; each costs an entry however small it is.
    private const int MostFields = 200;

    public static async Task<PostForm> ReadAsync(S3Call call)
    {
        MultipartReader reader = new(ReadBoundary(call), call.Http.Request.Body);
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        int left = MaxFields;
        while (await NextAsync(reader, call.Aborted).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
                || HeaderUtilities.RemoveQuotes(disposition.Name).ToString() is not { Length: > 0 } name)
            {
                throw FormError.Malformed();
            }

            if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
            {
                return new(fields, FileNameOf(disposition), section.ContentType, section.Body);
            }

            string value = await ReadValueAsync(section.Body, left, call.Aborted).ConfigureAwait(false);
            left -= name.Length + value.Length;
            if (left < 0 || fields.Count == MostFields)
            {
                throw TooMuch();
            }

            if (!fields.TryAdd(name, value))
            {
                throw FormError.Field($"POST requires exactly one field of each name, and there are two of '{name}'.", name);
            }
        }

        throw FormError.Field("POST requires exactly one file upload per request.", "file", "0");
    }

    private static string ReadBoundary(S3Call call)
    {
        if (!MediaTypeHeaderValue.TryParse(call.Header("Content-Type"), out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw S3Error.PreconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");
        }

        // RFC 2046 allows 70 characters.
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= 70 ? boundary : throw FormError.Malformed();
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (FormBytes.IsOfTheForm(error))
        {
            throw FormError.Malformed();
        }
    }

    private static async Task<string> ReadValueAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[most + 1];
        int length = 0;
        using FormBytes source = new(body);
        while (length <= most && await source.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            length += count;
        }

        return length <= most ? Encoding.UTF8.GetString(buffer, 0, length) : throw TooMuch();
    }

    // Some browsers send the whole path.
    private static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        string name = HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static S3Exception TooMuch() => new(
        400, "MaxPostPreDataLengthExceededError", "Your POST request fields preceding the upload file were too large.", ("MaxPostPreDataLengthBytes", $"{MaxFields}"));
}
