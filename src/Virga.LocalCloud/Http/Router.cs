using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>Chooses the operation by method, by what is named, and by the flags in the query.</summary>
internal static class Router
{
    public static Route Find(HttpRequest request, string bucket, string key, QueryParameters query)
    {
        if (UnsupportedFeatures.FindSubresource(query, key.Length > 0) is { } name)
        {
            return new("Unknown", _ => throw S3Error.UnsupportedSubresource(name, $"?{name} is not implemented by this local endpoint"));
        }

        string method = request.Method;
        Route? route = (bucket.Length, key.Length) switch
        {
            (0, 0) => method == "GET" ? new("ListBuckets", BucketListing.ListAsync) : null,
            (0, _) => new("Unknown", static _ => throw S3Error.InvalidUri()),
            (_, 0) => BucketAspect.IsNamed(query) ? BucketAspect.Find(method, query) : ForBucket(method, query),
            _ => ForObject(method, query, request.Headers),
        };
        return route ?? new("Unknown", static call => throw new S3Exception(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource.", ("Method", call.Method), ("ResourceType", call.Key.Length > 0 ? "OBJECT" : "BUCKET")));
    }

    private static Route? ForBucket(string method, QueryParameters query) => method switch
    {
        "GET" when query.Has("acl") => new("GetBucketAcl", AccessControl.ReadAsync),
        "PUT" when query.Has("acl") => new("PutBucketAcl", AccessControl.WriteAsync),
        "GET" when query.Has("tagging") => new("GetBucketTagging", Tagging.ReadBucketAsync),
        "PUT" when query.Has("tagging") => new("PutBucketTagging", Tagging.WriteBucketAsync),
        "DELETE" when query.Has("tagging") => new("DeleteBucketTagging", Tagging.DeleteOfBucketAsync),
        _ when query.Has("acl") || query.Has("tagging") => null,
        "GET" when query.Has("location") => new("GetBucketLocation", BucketOperations.LocationAsync),
        "GET" when query.Has("uploads") => new("ListMultipartUploads", UploadListing.ListAsync),
        "GET" when query.Has("versions") => new("ListObjectVersions", VersionListing.ListAsync),
        "GET" when query["list-type"] == "2" => new("ListObjectsV2", ObjectListing.ListV2Async),
        "GET" => new("ListObjects", ObjectListing.ListV1Async),
        "HEAD" => new("HeadBucket", BucketOperations.HeadAsync),
        "PUT" => new("CreateBucket", BucketOperations.CreateAsync),
        "DELETE" => new("DeleteBucket", BucketOperations.DeleteAsync),
        "POST" when query.Has("delete") => new("DeleteObjects", DeleteMany.DeleteAsync),
        "POST" => new("PostObject", PostObject.PostAsync, SignedByForm: true),
        _ => null,
    };

    private static Route? ForObject(string method, QueryParameters query, IHeaderDictionary headers)
    {
        bool copies = headers.ContainsKey("x-amz-copy-source");
        bool inUpload = query.Has("uploadId");
        return method switch
        {
            "GET" when query.Has("acl") => new("GetObjectAcl", AccessControl.ReadAsync),
            "PUT" when query.Has("acl") => new("PutObjectAcl", AccessControl.WriteAsync),
            "GET" when query.Has("tagging") => new("GetObjectTagging", Tagging.ReadObjectAsync),
            "PUT" when query.Has("tagging") => new("PutObjectTagging", Tagging.WriteObjectAsync),
            "DELETE" when query.Has("tagging") => new("DeleteObjectTagging", Tagging.DeleteOfObjectAsync),
            "GET" when query.Has("attributes") => new("GetObjectAttributes", ObjectAttributes.ReadAsync),
            _ when query.Has("acl") || query.Has("tagging") || query.Has("attributes") => null,
            "GET" when inUpload => new("ListParts", PartListing.ListAsync),
            "GET" => new("GetObject", ObjectRead.ReadAsync),
            "HEAD" => new("HeadObject", ObjectRead.ReadAsync),
            "PUT" when inUpload && copies => new("UploadPartCopy", PartWrite.CopyAsync),
            "PUT" when inUpload => new("UploadPart", PartWrite.PutAsync),
            "PUT" when copies => new("CopyObject", ObjectCopy.CopyAsync),
            "PUT" => new("PutObject", ObjectWrite.PutAsync),
            "DELETE" when inUpload => new("AbortMultipartUpload", UploadLifecycle.AbortAsync),
            "DELETE" => new("DeleteObject", ObjectWrite.DeleteAsync),
            "POST" when query.Has("uploads") => new("CreateMultipartUpload", UploadLifecycle.CreateAsync),
            "POST" when inUpload => new("CompleteMultipartUpload", UploadCompletion.CompleteAsync),
            _ => null,
        };
    }
}
