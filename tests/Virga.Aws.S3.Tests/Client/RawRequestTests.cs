using System.Text;
using System.Xml.Linq;
using Virga.Http;

namespace Virga.Aws.S3.Tests.Client;

/// <summary>What the spec has no operation for, signed and sent by the client itself.</summary>
public sealed class RawRequestTests
{
    private static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    [SkippableTheory]
    [InlineData("ceph")]
    [InlineData("moto")]
    public async Task AnObjectIsTaggedByRequestsThatNoOperationHas(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        await bucket.Client.PutObjectAsync(bucket.Name, "a b+c.txt", "bytes"u8.ToArray());
        var path = "/" + Uri.EscapeDataString("a b+c.txt");
        var body = Encoding.UTF8.GetBytes($"<Tagging xmlns=\"{S3}\"><TagSet><Tag><Key>colour</Key><Value>grey</Value></Tag></TagSet></Tagging>");

        using (var put = await bucket.Client.SendRawAsync(new RawRequest(HttpMethod.Put, path) { Bucket = bucket.Name, Query = [new("tagging", null)], Headers = [new("Content-Type", "application/xml")], Body = body }))
            Assert.InRange(put.Status, 200, 204);
        using var get = await bucket.Client.SendRawAsync(new RawRequest(HttpMethod.Get, path) { Bucket = bucket.Name, Query = [new("tagging", null)] });

        var tags = (await get.ReadXmlAsync()).Descendants().Where(element => element.Name.LocalName == "Value").Select(element => element.Value);
        Assert.Equal(["grey"], tags);
    }

    [SkippableTheory]
    [InlineData("localcloud")]
    [InlineData("ceph")]
    public async Task BodiesAreStreamedBothWaysAndErrorsAreTheServices(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        (await bucket.Client.SendRawAsync(new RawRequest(HttpMethod.Put, "/raw.bin") { Bucket = bucket.Name, Body = new MemoryStream(bytes) })).Dispose();

        using var response = await bucket.Client.SendRawAsync(new RawRequest(HttpMethod.Get, "/raw.bin") { Bucket = bucket.Name, ReadsWholeBody = false });
        using var copy = new MemoryStream();
        await using (var stream = response.OpenBody()) await stream.CopyToAsync(copy);
        var missing = await Assert.ThrowsAsync<ServiceException>(async () => await bucket.Client.SendRawAsync(new RawRequest(HttpMethod.Get, "/missing") { Bucket = bucket.Name, Name = "ReadMissing" }));
        var unsigned = await Assert.ThrowsAsync<ServiceException>(async () => await bucket.Client.SendRawAsync(new RawRequest(HttpMethod.Get, "/raw.bin") { Bucket = bucket.Name, IsAnonymous = true }));

        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal((ErrorKind.NotFound, "NoSuchKey", "ReadMissing"), (missing.Kind, missing.Code, missing.Operation));
        Assert.Equal(403, unsigned.Status);
    }
}
