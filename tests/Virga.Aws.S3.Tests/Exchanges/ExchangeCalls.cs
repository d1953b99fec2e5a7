using Virga.Http;

namespace Virga.Aws.S3.Tests.Exchanges;

/// <summary>The calls of the typed client that the exchanges are of, each with its result in a line.</summary>
internal static class ExchangeCalls
{
    private const string Bucket = "letters";
    private const string First = "2026/first letter.txt";
    private const string Copy = "2026/copy.txt";

    public static async Task<string> RunAsync(string call, S3Client client)
    {
        try
        {
            return await ResultAsync(call, client);
        }
        catch (ServiceException e)
        {
            return $"{e.Kind} {e.Code}";
        }
    }

    private static async Task<string> ResultAsync(string call, S3Client client) => call switch
    {
        "create-bucket" => (await client.CreateBucketAsync(Bucket)).Location!,
        "put-object" => (await client.PutObjectAsync(Bucket, First, "abc"u8.ToArray(), contentType: "text/plain", storageClass: "STANDARD", metadata: new Dictionary<string, string> { ["writer"] = "Ada" })).ETag,
        "get-range" => await ReadAsync(await client.GetObjectAsync(Bucket, First, range: "bytes=1-2")),
        "head-object" => Described(await client.HeadObjectAsync(Bucket, First)),
        "copy-object" => (await client.CopyObjectAsync(Bucket, Copy, "/letters/2026/first%20letter.txt", metadataDirective: "COPY")).Body.ETag,
        "list-objects" => Listed(await client.ListObjectsV2PageAsync(Bucket, prefix: "2026/", delimiter: "/", maxKeys: 10)),
        "get-missing" => await ReadAsync(await client.GetObjectAsync(Bucket, "nothing/here")),
        "put-create-only" => (await client.PutObjectAsync(Bucket, Copy, "abc"u8.ToArray(), ifNoneMatch: "*")).ETag,
        "begin-upload" => (await client.CreateMultipartUploadAsync(Bucket, "2026/parts.bin")).Key!,
        "delete-many" => Deleted(await client.DeleteObjectsAsync(Bucket, new DeleteRequest { Object = [new() { Key = Copy }, new() { Key = First }] })),
        "list-missing" => Listed(await client.ListObjectsV2PageAsync("no-such-letters")),
        _ => throw new ArgumentException($"No exchange makes the call '{call}'.", nameof(call)),
    };

    private static async Task<string> ReadAsync(GetObjectResult answer)
    {
        await using (answer)
        {
            using var reader = new StreamReader(answer.Content, leaveOpen: true);
            return $"{await reader.ReadToEndAsync()} of {answer.ContentRange?.Total}, {answer.ContentType}, by {answer.Metadata["writer"]}";
        }
    }

    private static string Described(HeadObjectResult answer) => $"{answer.ContentLength} bytes, {answer.ETag}";

    private static string Listed(ListBucketResult page) => string.Join("; ", page.Contents.Select(o => $"{o.Key} {o.Size}")) + $"; more: {page.IsTruncated}";

    private static string Deleted(DeleteResult answer) => "deleted " + string.Join(", ", answer.Deleted.Select(d => d.Key));
}
