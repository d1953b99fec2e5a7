using System.Globalization;
using Virga.Http;

namespace Virga.Aws.Signing;

/// <summary>How the signature of one attempt covers its body.</summary>
internal readonly record struct PayloadChoice(string Word, bool NeedsHash, bool IsFramed, bool IsSigned)
{
    private const string AwsChunked = "aws-chunked";

    /// <summary>Chooses by the policy, the transport and what the body allows.</summary>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.Unsupported"/> when nothing fits; the message says what to change.</exception>
    public static PayloadChoice For(RequestAttempt attempt, bool isS3, bool mayFrame)
    {
        if (attempt.BodyLength == 0) return Plain(SigV4.EmptyHash);
        if (!isS3) return Hashed;

        var canFrame = attempt.Framing == AwsChunked && (mayFrame || attempt.Payload == PayloadPolicy.Streaming);
        return attempt.Payload switch
        {
            PayloadPolicy.Unsigned => Plain(SigV4.UnsignedPayload),
            PayloadPolicy.Signed => attempt.IsBodyReplayable ? Hashed : throw NotTwice(attempt, "the payload policy asks for a signed body", "set the payload policy to Unsigned"),
            PayloadPolicy.Streaming => canFrame ? Framed(attempt, signed: true) : attempt.IsBodyReplayable ? Hashed : throw NotTwice(attempt, "the operation does not take aws-chunked bodies", "use https with the payload policy Auto"),
            _ when attempt.IsSecure => attempt.TrailerName is not null && canFrame ? Framed(attempt, signed: false) : Plain(SigV4.UnsignedPayload),
            _ when attempt.IsBodyReplayable => Hashed,
            _ when canFrame => Framed(attempt, signed: true),
            _ => throw NotTwice(attempt, "over plain http the body is signed", "use https"),
        };
    }

    /// <summary>Sets the headers that announce the framing; they are signed with the rest.</summary>
    public static void Announce(RequestAttempt attempt)
    {
        attempt.SetHeader("x-amz-decoded-content-length", attempt.BodyLength.GetValueOrDefault().ToString(CultureInfo.InvariantCulture));
        attempt.SetHeader("Content-Encoding", attempt.Header("Content-Encoding") is { Length: > 0 } inner ? $"{AwsChunked},{inner}" : AwsChunked);
        if (attempt.TrailerName is { } trailer) attempt.SetHeader("x-amz-trailer", trailer.ToLowerInvariant());
    }

    /// <summary>Wraps the body; the first chunk's signature follows from that of the request.</summary>
    public void Frame(RequestAttempt attempt, SigningScope scope, ReadOnlySpan<byte> seed)
    {
        var framing = new AwsChunkedFraming
        {
            DecodedLength = attempt.BodyLength.GetValueOrDefault(),
            Scope = IsSigned ? scope : null,
            Seed = IsSigned ? seed.ToArray() : default,
            Trailer = attempt.TrailerChecksum,
            TrailerHeader = attempt.TrailerName?.ToLowerInvariant(),
        };
        attempt.FrameBody(
            body => new AwsChunkedStream(body, framing),
            AwsChunkedFraming.EncodedLength(framing.DecodedLength, IsSigned, framing.Trailer, framing.TrailerHeader));
    }

    private static PayloadChoice Hashed => new("", NeedsHash: true, IsFramed: false, IsSigned: true);

    private static PayloadChoice Plain(string word) => new(word, NeedsHash: false, IsFramed: false, IsSigned: false);

    private static PayloadChoice Framed(RequestAttempt attempt, bool signed)
    {
        if (attempt.BodyLength is null)
        {
            throw new VirgaException(ErrorKind.Unsupported, $"{attempt.Operation.Name} needs the length of its body before it is sent. Give the length with the stream, or upload in parts.");
        }

        return new PayloadChoice(AwsChunkedFraming.Word(signed, attempt.TrailerName is not null), NeedsHash: false, IsFramed: true, IsSigned: signed);
    }

    private static VirgaException NotTwice(RequestAttempt attempt, string why, string remedy) => new(
        ErrorKind.Unsupported,
        $"{attempt.Operation.Name} cannot sign its body: {why}, and this body can be read only once. Give a stream that can seek or a file, or {remedy}.");
}
