namespace Virga.Local.Authentication;

internal static class PayloadDeclaration
{
    public const string Header = "x-amz-content-sha256";
    public const string Parameter = "X-Amz-Content-Sha256";
    public const string Unsigned = "UNSIGNED-PAYLOAD";

    public static PayloadMode Parse(string? value) => value switch
    {
        null or "" or Unsigned => PayloadMode.Unsigned,
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => PayloadMode.SignedChunks,
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => PayloadMode.SignedChunksTrailer,
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => PayloadMode.UnsignedTrailer,
        _ when value.Length == 64 && value.All(char.IsAsciiHexDigit) => PayloadMode.Hashed,
        _ => throw S3Error.InvalidArgument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-UNSIGNED-PAYLOAD-TRAILER or a valid sha256 value.",
            Header,
            value),
    };

    public static bool IsChunked(this PayloadMode mode) => mode is PayloadMode.SignedChunks or PayloadMode.SignedChunksTrailer or PayloadMode.UnsignedTrailer;

    public static bool IsSignedChunks(this PayloadMode mode) => mode is PayloadMode.SignedChunks or PayloadMode.SignedChunksTrailer;

    public static bool HasTrailer(this PayloadMode mode) => mode is PayloadMode.SignedChunksTrailer or PayloadMode.UnsignedTrailer;
}
