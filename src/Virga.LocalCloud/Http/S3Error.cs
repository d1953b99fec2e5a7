using System.Globalization;

namespace Virga.Local.Http;

/// <summary>The errors of the protocol that more than one place needs.</summary>
internal static class S3Error
{
    public static S3Exception NoSuchBucket(string bucket) => new(404, "NoSuchBucket", "The specified bucket does not exist", ("BucketName", bucket));

    public static S3Exception NoSuchKey(string key) => new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static S3Exception NoSuchUpload(string id) => new(
        404,
        "NoSuchUpload",
        "The specified multipart upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
        ("UploadId", id));

    public static S3Exception BucketNotEmpty(string bucket) => new(409, "BucketNotEmpty", "The bucket you tried to delete is not empty", ("BucketName", bucket));

    public static S3Exception PreconditionFailed(string condition) => new(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", ("Condition", condition));

    public static S3Exception NotImplemented(string header) => new(
        501, "NotImplemented", "A header you provided implies functionality that is not implemented", ("Header", header));

    public static S3Exception UnsupportedSubresource(string name, string message) => new(501, "NotImplemented", message, ("Subresource", name));

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception InvalidArgument(string message, string name, string value) => new(
        400, "InvalidArgument", message, ("ArgumentName", name), ("ArgumentValue", value));

    public static S3Exception AccessDenied(string message) => new(403, "AccessDenied", message);

    public static S3Exception MalformedXml() => new(
        400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Exception IncompleteBody() => new(
        400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static S3Exception InvalidUri() => new(400, "InvalidURI", "Couldn't parse the specified URI.");

    public static S3Exception TooLarge(long proposed, long maximum) => new(
        400,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size",
        ("ProposedSize", proposed.ToString(CultureInfo.InvariantCulture)),
        ("MaxSizeAllowed", maximum.ToString(CultureInfo.InvariantCulture)));

    public static S3Exception InvalidPart(string uploadId, int number, string etag) => new(
        400,
        "InvalidPart",
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        ("UploadId", uploadId),
        ("PartNumber", number.ToString(CultureInfo.InvariantCulture)),
        ("ETag", etag));
}
