namespace Virga;

/// <summary>How a checksum is computed.</summary>
public enum ChecksumAlgorithm
{
    /// <summary>No checksum.</summary>
    None,

    /// <summary>CRC-32C (Castagnoli), RFC 3720, 4 bytes big-endian.</summary>
    Crc32C,

    /// <summary>CRC-64/NVME, NVM Express Base Specification, 8 bytes big-endian.</summary>
    Crc64Nvme,

    /// <summary>CRC-32 (ISO-HDLC), 4 bytes big-endian.</summary>
    Crc32,

    /// <summary>SHA-1, 20 bytes.</summary>
    Sha1,

    /// <summary>SHA-256, 32 bytes.</summary>
    Sha256,

    /// <summary>MD5, 16 bytes.</summary>
    Md5,
}

/// <summary>A checksum with the algorithm that it was computed by. The default value is no checksum.</summary>
/// <remarks>The members named after algorithms give the value when the algorithm is theirs, else null; setting one to a value sets both.</remarks>
public readonly record struct Checksum
{
    /// <summary>Makes a checksum.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="value">The bytes, in the order in which they are sent.</param>
    public Checksum(ChecksumAlgorithm algorithm, ReadOnlyMemory<byte> value)
    {
        Algorithm = algorithm;
        Value = value;
    }

    /// <summary>The algorithm.</summary>
    public ChecksumAlgorithm Algorithm { get; private init; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; private init; }

    /// <summary>Whether there is no checksum.</summary>
    public bool IsNone => Algorithm == ChecksumAlgorithm.None;

    /// <summary>The value when it is a CRC-32C.</summary>
    public ReadOnlyMemory<byte>? Crc32C { get => Of(ChecksumAlgorithm.Crc32C); init => (Algorithm, Value) = Set(ChecksumAlgorithm.Crc32C, value); }

    /// <summary>The value when it is a CRC-64/NVME.</summary>
    public ReadOnlyMemory<byte>? Crc64Nvme { get => Of(ChecksumAlgorithm.Crc64Nvme); init => (Algorithm, Value) = Set(ChecksumAlgorithm.Crc64Nvme, value); }

    /// <summary>The value when it is a CRC-32.</summary>
    public ReadOnlyMemory<byte>? Crc32 { get => Of(ChecksumAlgorithm.Crc32); init => (Algorithm, Value) = Set(ChecksumAlgorithm.Crc32, value); }

    /// <summary>The value when it is a SHA-1.</summary>
    public ReadOnlyMemory<byte>? Sha1 { get => Of(ChecksumAlgorithm.Sha1); init => (Algorithm, Value) = Set(ChecksumAlgorithm.Sha1, value); }

    /// <summary>The value when it is a SHA-256.</summary>
    public ReadOnlyMemory<byte>? Sha256 { get => Of(ChecksumAlgorithm.Sha256); init => (Algorithm, Value) = Set(ChecksumAlgorithm.Sha256, value); }

    /// <summary>The value when it is an MD5.</summary>
    public ReadOnlyMemory<byte>? Md5 { get => Of(ChecksumAlgorithm.Md5); init => (Algorithm, Value) = Set(ChecksumAlgorithm.Md5, value); }

    /// <summary>Whether both name the same algorithm and the same bytes.</summary>
    /// <param name="other">The other checksum.</param>
    public bool Equals(Checksum other) => Algorithm == other.Algorithm && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Algorithm);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    /// <summary>The algorithm and the value in Base64.</summary>
    public override string ToString() => IsNone ? "none" : $"{Algorithm}:{Convert.ToBase64String(Value.Span)}";

    private ReadOnlyMemory<byte>? Of(ChecksumAlgorithm algorithm) => Algorithm == algorithm ? Value : default(ReadOnlyMemory<byte>?);

    private (ChecksumAlgorithm Algorithm, ReadOnlyMemory<byte> Value) Set(ChecksumAlgorithm algorithm, ReadOnlyMemory<byte>? value) => value is { } bytes ? (algorithm, bytes) : (Algorithm, Value);
}
