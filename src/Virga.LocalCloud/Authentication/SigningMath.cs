using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Authentication;

internal static class SigningMath
{
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static byte[] SigningKey(string secret, string date, string region, string service)
    {
        byte[] key = Mac(Encoding.UTF8.GetBytes("AWS4" + secret), date);
        key = Mac(key, region);
        key = Mac(key, service);
        return Mac(key, "aws4_request");
    }

    public static string Sign(byte[] key, string text) => Convert.ToHexStringLower(Mac(key, text));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Compares without telling by its time where the texts differ.</summary>
    public static bool Same(string left, string right)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
