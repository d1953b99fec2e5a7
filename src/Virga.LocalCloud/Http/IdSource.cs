using System.Security.Cryptography;

namespace Virga.Local.Http;

/// <summary>Random names: unguessable unless a seeded source was asked for, as a test does that wants the same ones again.</summary>
internal sealed class IdSource(Random? random)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Lock _gate = new();

    public string Hex(int length) => Next("0123456789abcdef", length);

    public string UpperHex(int length) => Next("0123456789ABCDEF", length);

    public string Text(int length) => Next(Letters, length);

    private string Next(string letters, int length)
    {
        if (random is null)
        {
            return RandomNumberGenerator.GetString(letters, length);
        }

        lock (_gate)
        {
            return new string(random.GetItems<char>(letters, length));
        }
    }
}
