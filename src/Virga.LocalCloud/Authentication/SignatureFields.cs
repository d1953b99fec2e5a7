namespace Virga.Local.Authentication;

/// <summary>The parts of a signature, wherever they were found.</summary>
internal sealed record SignatureFields
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public required string AccessKeyId { get; init; }

    public required string Date { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    public required string Timestamp { get; init; }

    public required string PayloadHash { get; init; }

    public required bool Presigned { get; init; }

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";
}
