using System.Globalization;
using System.Text;

namespace Virga.Local.Operations;

internal static class KeyRules
{
    // The service's bound, in bytes of UTF-8.
    public const int MaxBytes = 1024;

    public static void Require(string key)
    {
        int size = Encoding.UTF8.GetByteCount(key);
        if (size > MaxBytes)
        {
            throw new S3Exception(
                400,
                "KeyTooLongError",
                "Your key is too long",
                ("Size", size.ToString(CultureInfo.InvariantCulture)),
                ("MaxSizeAllowed", MaxBytes.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
