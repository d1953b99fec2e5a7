using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

public sealed class ChecksumTests
{
    private const string Crc32COfDigits = "4waSgw==";

    [Theory]
    [InlineData(false, ChecksumPolicy.WhenSupported, true)]
    [InlineData(false, ChecksumPolicy.WhenRequired, false)]
    [InlineData(false, ChecksumPolicy.Off, false)]
    [InlineData(true, ChecksumPolicy.WhenRequired, true)]
    [InlineData(true, ChecksumPolicy.Off, true)]
    public async Task ChecksumsAreSentAsPolicyAndOperationWant(bool required, ChecksumPolicy policy, bool expected)
    {
        using var service = new TestService(options => options.Checksums = policy);
        service.Handler.Answer(200);

        await service.CallAsync(Operation(required), request => Build(request, "123456789"u8.ToArray()));

        Assert.Equal(expected ? Crc32COfDigits : null, service.Handler.Single.Header("x-sum-crc32c"));
    }

    [Fact]
    public async Task AChecksumOfTheCallersOwnIsLeftAlone()
    {
        using var service = new TestService();
        service.Handler.Answer(200);

        await service.CallAsync(Operation(required: true), request =>
        {
            Build(request, "123456789"u8.ToArray());
            request.Header("X-Sum-Sha256", "abc=");
        });

        Assert.Null(service.Handler.Single.Header("x-sum-crc32c"));
    }

    [Fact]
    public async Task SeekableStreamsAreReadTwiceAndOthersAreNot()
    {
        using var service = new TestService();
        service.Handler.Answer(200).Answer(200);

        await service.CallAsync(Operation(required: false), request => Build(request, new MemoryStream("x123456789"u8.ToArray()) { Position = 1 }));
        await service.CallAsync(Operation(required: false), request => Build(request, new OneWayStream("123456789"u8.ToArray())));
        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(Operation(required: true), request => Build(request, new OneWayStream("1"u8.ToArray()))));

        Assert.Equal([Crc32COfDigits, null], service.Handler.Requests.Select(r => r.Header("x-sum-crc32c")));
        Assert.Equal(["123456789", "123456789"], service.Handler.Requests.Select(r => r.Text));
        Assert.Equal(ErrorKind.Unsupported, error.Kind);
    }

    [Fact]
    public async Task Md5HasAHeaderOfItsOwn()
    {
        using var service = new TestService();
        service.Handler.Answer(200);
        var operation = new Operation { Name = "Op", Method = HttpMethod.Put, Success = [200], Checksum = new([ChecksumAlgorithm.Md5], ChecksumAlgorithm.Md5, true, "x-sum-{algorithm}", true) };

        await service.CallAsync(operation, request => Build(request, "abc"u8.ToArray()));

        Assert.Equal("kAFQmDzST7DWlj99KOF/cg==", service.Handler.Single.Header("Content-MD5"));
    }

    [Fact]
    public async Task ASchemeMayFrameTheBodyWithATrailer()
    {
        using var service = new TestService(options => options.Auth = new FramingAuth());
        service.Handler.Answer(200);
        var operation = new Operation { Name = "Op", Method = HttpMethod.Put, Success = [200], Security = "auth", Framing = "framed", Checksum = new([ChecksumAlgorithm.Crc32C], ChecksumAlgorithm.Crc32C, true, "x-sum-{algorithm}", true) };

        await service.CallAsync(operation, request => Build(request, RequestBody.FromStream(new OneWayStream("abc"u8.ToArray()), 3)));

        Assert.Equal("<abc>", service.Handler.Single.Text);
        Assert.Equal(5, service.Handler.Single.ContentLength);
        Assert.Equal("Crc32C x-sum-crc32c", service.Handler.Single.Header("x-trailer"));
    }

    private static Operation Operation(bool required) =>
        new() { Name = "Op", Method = HttpMethod.Put, Success = [200], Checksum = new([ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Sha256], ChecksumAlgorithm.Crc32C, required, "x-sum-{algorithm}", true) };

    private static void Build(ServiceRequest request, RequestBody body)
    {
        request.Path("/thing");
        request.Body(body, "text/plain");
    }

    private sealed class FramingAuth : AuthScheme
    {
        public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
        {
            attempt.SetHeader("x-trailer", $"{attempt.TrailerChecksum} {attempt.TrailerName}");
            attempt.FrameBody(static body => new Framed(body), attempt.BodyLength + 2);
            return ValueTask.CompletedTask;
        }

        private sealed class Framed(Stream body) : MemoryStream(Read(body))
        {
            private static byte[] Read(Stream body)
            {
                using var copy = new MemoryStream();
                copy.WriteByte((byte)'<');
                body.CopyTo(copy);
                copy.WriteByte((byte)'>');
                return copy.ToArray();
            }
        }
    }
}
