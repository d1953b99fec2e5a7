namespace Virga.Http;

/// <summary>What is different at one provider of a service: its address and what it lacks.</summary>
/// <param name="Name">Its name, in lower case.</param>
public sealed record ServiceProfile(string Name)
{
    /// <summary>Server template, such as <c>https://s3.{region}.example.com</c>; null for the spec's.</summary>
    public string? Server { get; init; }

    /// <summary>Region when none is given.</summary>
    public string? Region { get; init; }

    /// <summary>Addressing style; null for the spec's.</summary>
    public AddressingStyle? Addressing { get; init; }

    /// <summary>Checksum policy; null for <see cref="ChecksumPolicy.WhenSupported"/>.</summary>
    public ChecksumPolicy? Checksums { get; init; }

    /// <summary>Payload policy; null for <see cref="PayloadPolicy.Auto"/>.</summary>
    public PayloadPolicy? Payload { get; init; }

    /// <summary>Capabilities that the provider lacks, as dotted paths.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>What it is, for people.</summary>
    public string? Description { get; init; }
}
