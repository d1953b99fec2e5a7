namespace Virga.Local.Forms;

/// <summary>What forms are refused with.</summary>
internal static class FormError
{
    public static S3Exception Malformed() => new(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.");

    public static S3Exception Field(string message, string name, string value = "") => S3Error.InvalidArgument(message, name, value);

    public static S3Exception Policy(string reason) => new(400, "InvalidPolicyDocument", "Invalid Policy: " + reason);

    public static S3Exception Denied(string reason) => S3Error.AccessDenied("Invalid according to Policy: " + reason);
}
