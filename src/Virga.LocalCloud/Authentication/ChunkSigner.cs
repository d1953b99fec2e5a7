using System.Globalization;

namespace Virga.Local.Authentication;

/// <summary>Checks the chain of signatures of a chunked body: each covers the one before it.</summary>
internal sealed class ChunkSigner(VerifiedSignature seed)
{
    private string _previous = seed.Signature;

    public void CheckChunk(string signature, string hash) => Check(
        signature, string.Create(CultureInfo.InvariantCulture, $"AWS4-HMAC-SHA256-PAYLOAD\n{seed.Timestamp}\n{seed.Scope}\n{_previous}\n{SigningMath.EmptyHash}\n{hash}"));

    public void CheckTrailer(string signature, string trailer) => Check(
        signature, string.Create(CultureInfo.InvariantCulture, $"AWS4-HMAC-SHA256-TRAILER\n{seed.Timestamp}\n{seed.Scope}\n{_previous}\n{SigningMath.Hash(trailer)}"));

    private void Check(string signature, string text)
    {
        if (!SigningMath.Same(SigningMath.Sign(seed.SigningKey, text), signature))
        {
            throw new S3Exception(
                403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.", ("StringToSign", text));
        }

        _previous = signature;
    }
}
