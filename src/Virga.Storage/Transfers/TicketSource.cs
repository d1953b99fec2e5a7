using System.Security.Cryptography;

namespace Virga.Storage.Transfers;

/// <summary>Makes names that were never used before, or the same row of names again from a seeded source.</summary>
internal sealed class TicketSource(Random? random)
{
    private readonly Lock _lock = new();

    public string Next(int digits = 32)
    {
        if (random is null) return RandomNumberGenerator.GetHexString(digits, lowercase: true);
        lock (_lock) return random.GetHexString(digits, lowercase: true);
    }
}
