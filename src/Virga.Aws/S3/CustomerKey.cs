using System.Security.Cryptography;

namespace Virga.Aws.S3;

/// <summary>
/// A key that S3 encrypts an object with and does not keep (SSE-C): every call that reads or writes the content must bring it again.
/// Its three parts go into the arguments <c>customerAlgorithm</c>, <c>customerKey</c> and <c>customerKeyMd5</c>, or, for the source of
/// a copy, <c>sourceCustomerAlgorithm</c>, <c>sourceCustomerKey</c> and <c>sourceCustomerKeyMd5</c>.
/// </summary>
public sealed class CustomerKey
{
    private const int Length = 32;

    /// <summary>Takes a key.</summary>
    /// <param name="key">32 bytes; they are copied.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public CustomerKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length) throw new ArgumentException($"A customer key has {Length} bytes, not {key.Length}.", nameof(key));
        Key = key.ToArray();
#pragma warning disable CA5351 // The protocol asks for this digest, to notice a key that was damaged on its way.
        Md5 = MD5.HashData(key);
#pragma warning restore CA5351
    }

    /// <summary>The algorithm, <c>AES256</c>: S3 knows no other.</summary>
    public string Algorithm { get; } = "AES256";

    /// <summary>The key.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>The MD5 of the key.</summary>
    public ReadOnlyMemory<byte> Md5 { get; }

    /// <summary>Makes a key of random bytes of the operating system.</summary>
    public static CustomerKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Tells what it is, and not the key.</summary>
    public override string ToString() => $"a customer key for {Algorithm}";
}
