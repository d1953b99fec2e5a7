using System.Text;

namespace Virga.Aws.Signing;

/// <summary>AWS Signature Version 4 over the text of a request.</summary>
/// <remarks>
/// The rules are in "Authenticating Requests (AWS Signature Version 4)" of the Amazon S3 API Reference.
/// The request is written to the stack, hashed once and authenticated once; only the text that is sent is allocated.
/// </remarks>
internal static class SigV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The SHA-256 of no bytes.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    public const int SignatureLength = 64;

    /// <summary>Writes the signature of a request as hex, and the names of the headers that it covers.</summary>
    public static void Sign(scoped CanonicalRequest request, SigningScope scope, scoped Span<byte> signature, ref SigningBuffer signedNames)
    {
        Span<int> memory = request.Headers.Count < 32 ? stackalloc int[32] : new int[request.Headers.Count + 1];
        var headers = CanonicalHeaders.Select(request.Host, request.Headers, request.HeaderRule, memory);
        var canonical = new SigningBuffer(stackalloc byte[1536]);
        var toSign = new SigningBuffer(stackalloc byte[256]);
        try
        {
            CanonicalHeaders.WriteNames(headers, ref signedNames);
            CanonicalRequest.Write(request, headers, signedNames.Written, ref canonical);
            toSign.Append("AWS4-HMAC-SHA256\n"u8);
            AppendScope(scope, ref toSign);
            SigningHash.AppendSha256Hex(canonical.Written, ref toSign);
            SigningHash.MacHex(scope.Key, toSign.Written, signature);
        }
        finally
        {
            canonical.Dispose();
            toSign.Dispose();
        }
    }

    /// <summary>The value of the Authorization header. The signature is also written out, for the chunks of a body that follow from it.</summary>
    public static string Authorization(scoped CanonicalRequest request, SigningScope scope, scoped Span<byte> signature)
    {
        var names = new SigningBuffer(stackalloc byte[512]);
        var value = new SigningBuffer(stackalloc byte[768]);
        try
        {
            Sign(request, scope, signature, ref names);
            value.Append("AWS4-HMAC-SHA256 Credential="u8);
            value.AppendText(scope.Credentials.AccessKeyId);
            value.Append((byte)'/');
            value.AppendText(scope.Text);
            value.Append(", SignedHeaders="u8);
            value.Append(names.Written);
            value.Append(", Signature="u8);
            value.Append(signature);
            return Encoding.UTF8.GetString(value.Written);
        }
        finally
        {
            names.Dispose();
            value.Dispose();
        }
    }

    /// <summary>Writes the two lines of the time and the scope that every text to sign has.</summary>
    public static void AppendScope(SigningScope scope, ref SigningBuffer target)
    {
        target.AppendText(scope.Date);
        target.Append((byte)'\n');
        target.AppendText(scope.Text);
        target.Append((byte)'\n');
    }
}
