using System.Globalization;

namespace Virga.Local.Operations;

internal static class PartNumber
{
    // The service's bounds of a part number.
    private const int Most = 10_000;

    public static int Read(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= Most
        ? number
        : throw S3Error.InvalidArgument($"Part number must be an integer between 1 and {Most}, inclusive", "partNumber", text ?? string.Empty);
}
