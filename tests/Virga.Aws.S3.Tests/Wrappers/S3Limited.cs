using Virga.Aws.S3.Tests.Conformance;
using Virga.Storage;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Wrappers;

/// <summary>What moves bodies, on S3 with one call at a time.</summary>
public static class S3Limited
{
    private static readonly WrappedHarness Shared = new(new S3Harness(S3Place.LocalCloud), store => store.Limited(new StoreLimits { Concurrency = 1, RequestsPerSecond = 1e6, BytesPerSecond = 1e12 }));

    public sealed class Put : PutConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Get : GetConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Range : RangeConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Copy : CopyConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Multipart : MultipartConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class WriteStream : WriteStreamConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Transfer : TransferConformance { protected override IStoreHarness Harness => Shared; }
}
