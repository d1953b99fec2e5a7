using System.Globalization;
using System.Text;

namespace Virga.Local.Tests;

/// <summary>Requests as nobody should send them: pieces of good ones, put together at random and damaged.</summary>
internal sealed class OddRequests(Random random, int port)
{
    private static readonly string[] Methods = ["GET", "GET", "GET", "HEAD", "PUT", "PUT", "PUT", "POST", "POST", "POST", "DELETE", "PATCH"];

    private static readonly string[] Paths = ["/", "/abc", "/abc", "/abc/", "/abc/key", "/abc/key", "/abc/key", "/abc/key2", "/abc/a%2", "/abc/%FF", "/abc/%00", "//", "/abc/../x", "/A", "/abc/" + new string('k', 1100), "/abc//", "/abc/%F0%9F%98%80", "*"];

    private static readonly string[] Parameters =
    [
        "list-type=2", "list-type", "max-keys=-1", "max-keys=99999999999", "max-keys=0", "prefix=%FF", "delimiter=", "delimiter=%2F", "marker=%zz", "encoding-type=url", "encoding-type=x",
        "continuation-token=a", "continuation-token=a2V5", "continuation-token=", "start-after=%F0", "uploads", "uploadId", "uploadId=x", "partNumber=0", "partNumber=1", "partNumber=x", "versions",
        "key-marker=a", "version-id-marker=x", "upload-id-marker=x", "part-number-marker=-1", "delete", "location", "acl", "tagging", "attributes", "policy", "versioning", "torrent", "versionId=null",
        "versionId=x", "response-content-type=a%0Ab", "response-expires=%FF", "X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Signature=1", "X-Amz-Credential=a%2Fb%2Fc", "X-Amz-Date=1", "X-Amz-Expires=-9223372036854775809",
        "AWSAccessKeyId=x", "Expires=1", "Signature=x", "&&&", "=", "a=b=c", "%",
    ];

    private static readonly string[] Headers =
    [
        "Range: bytes=0-", "Range: bytes=9223372036854775807-9223372036854775808", "Range: bytes=-", "Range: bytes=-0", "Range: items=1", "If-Match: \"", "If-None-Match: *", "If-Modified-Since: never",
        "If-Range: x", "x-amz-copy-source: /abc/key", "x-amz-copy-source: %", "x-amz-copy-source: /", "x-amz-copy-source: abc/%FF?versionId=", "x-amz-copy-source-range: bytes=5-1",
        "x-amz-content-sha256: x", "x-amz-content-sha256: UNSIGNED-PAYLOAD", "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "x-amz-decoded-content-length: 99999999999999999999", "x-amz-decoded-content-length: 9223372036854775807", "x-amz-decoded-content-length: 5", "x-amz-trailer: x-amz-checksum-crc32", "x-amz-trailer: x",
        "x-amz-checksum-crc32: AAAA", "x-amz-checksum-sha256: =", "x-amz-sdk-checksum-algorithm: CRC32", "x-amz-checksum-algorithm: MD5", "x-amz-checksum-type: X", "x-amz-checksum-mode: ENABLED", "Content-MD5: x",
        "Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==", "Authorization: AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=, Signature=", "Authorization: AWS x:y", "Authorization: AWS4-HMAC-SHA256 ",
        "x-amz-date: 99999999T999999Z", "Date: x", "x-amz-storage-class: X", "x-amz-tagging: a=b&a=c", "x-amz-tagging: %", "x-amz-meta-: x", "x-amz-meta-\u00e4: \u00fc", "x-amz-acl: public-read",
        "x-amz-object-attributes: ETag,,", "x-amz-max-parts: -1", "x-amz-metadata-directive: X", "x-amz-mp-object-size: x", "Content-Type: multipart/form-data; boundary=x", "Content-Type: multipart/form-data; boundary=\"",
        "Content-Encoding: aws-chunked", "Expect: 100-continue", "Expect: 200-maybe", "Origin: http://other", "Origin: null", "Transfer-Encoding: chunked", "Connection: close",
    ];

    private static readonly string[] Bodies =
    [
        "", "x", "<", "<a/>", "<Delete><Object><Key>k</Key></Object></Delete>", "<Delete><Object><Key>&#0;</Key></Object><Object/></Delete>", "<!DOCTYPE a [<!ENTITY b \"c\">]><Delete>&b;</Delete>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>", "<CompleteMultipartUpload><Part><PartNumber>99999999999</PartNumber></Part></CompleteMultipartUpload>",
        "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>", "<Tagging><TagSet><Tag><Key>\u00e4</Key><Value>v</Value></Tag></TagSet></Tagging>", "<AccessControlPolicy/>", "<CreateBucketConfiguration><LocationConstraint>x</LocationConstraint></CreateBucketConfiguration>",
        "5\r\nabcde\r\n0\r\n\r\n", "5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n", "ffffffffffffffff\r\n", "7fffffffffffffff;chunk-signature=\r\nab", "-1\r\n\r\n", "0;chunk-signature=x\r\n\r\n", "\r\n\r\n\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nb\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"policy\"\r\n\r\ne30=\r\n--x\r\nContent-Disposition: form-data; name=\"x-amz-credential\"\r\n\r\n//\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nb\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"x-amz-meta-a\u00e4\"\r\n\r\n\u0001\r\n--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n${filename}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"/\\\"\r\n\r\nb\r\n--x--",
    ];

    /// <summary>The next request, and whether it says where it ends; of any other the end must be seen.</summary>
    public (string Text, bool Ends) Next()
    {
        string body = Damage(Pick(Bodies), 8);
        StringBuilder text = new();
        text.Append(Pick(Methods)).Append(' ').Append(Damage(Target(), 20)).Append(" HTTP/1.1\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Host: {(random.Next(20) == 0 ? "other" : random.Next(8) == 0 ? "abc.localhost" : "127.0.0.1")}:{port}\r\n");
        for (int count = random.Next(4); count > 0; count--)
        {
            text.Append(Damage(Pick(Headers), 30)).Append("\r\n");
        }

        // Now and then the length is a lie.
        int lie = random.Next(12) == 0 ? random.Next(-1, 3) : 0;
        if (random.Next(10) > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Math.Max(0, Encoding.UTF8.GetByteCount(body) + lie)}\r\n");
        }

        string request = text.Append("Connection: close\r\n\r\n").Append(body).ToString();
        return (request, lie <= 0 && !request.Contains("chunked\r\n", StringComparison.Ordinal));
    }

    private string Target()
    {
        string query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => Pick(Parameters)));
        return query.Length == 0 ? Pick(Paths) : $"{Pick(Paths)}?{query}";
    }

    // Of every few texts one loses, gains or repeats something.
    private string Damage(string text, int seldom)
    {
        if (text.Length == 0 || random.Next(seldom) > 0)
        {
            return text;
        }

        int at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text.Remove(at, random.Next(text.Length - at) + 1),
            1 => text.Insert(at, ((char)random.Next(1, 0x250)).ToString()),
            _ => text.Insert(at, text[at..]),
        };
    }

    private string Pick(string[] items) => items[random.Next(items.Length)];
}
