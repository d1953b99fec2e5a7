namespace Virga.Local.Forms;

/// <summary>Checks who allows a form, and what.</summary>
internal static class FormSignature
{
    /// <summary>The policy that the form keeps; null for an anonymous form.</summary>
    public static PostPolicy? Verify(S3Call call, PostForm form)
    {
        if (form["policy"] is not { } text)
        {
            return call.Options.AllowAnonymous && form["x-amz-signature"] is null ? null : throw S3Error.AccessDenied("Access Denied");
        }

        if (form["x-amz-algorithm"] != SignatureFields.Algorithm)
        {
            throw form["AWSAccessKeyId"] is not null ? HeaderSignature.Unsupported() : Missing("x-amz-algorithm", SignatureFields.Algorithm);
        }

        string[] credential = Require(form, "x-amz-credential").Split('/');
        if (credential.Length < 5 || credential[^1] != "aws4_request")
        {
            throw FormError.Field("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"", "x-amz-credential", form["x-amz-credential"]!);
        }

        SignatureFields fields = new()
        {
            AccessKeyId = string.Join('/', credential[..^4]),
            Date = credential[^4],
            Region = credential[^3],
            Service = credential[^2],
            SignedHeaders = [],
            Signature = Require(form, "x-amz-signature"),
            Timestamp = Require(form, "x-amz-date"),
            PayloadHash = PayloadDeclaration.Unsigned,
            Presigned = true,
        };
        call.Signature = call.Verifier.VerifyForm(fields, text, form["x-amz-security-token"]);
        PostPolicy policy = PostPolicy.Parse(text);
        policy.Check(form, call.BucketName, call.Now);
        return policy;
    }

    private static string Require(PostForm form, string name) => form[name] ?? throw Missing(name, "a value");

    private static S3Exception Missing(string name, string wanted)
        => FormError.Field($"Bucket POST must contain a field named '{name}' with {wanted}.  If it is specified, please check the order of the fields.", name);
}
