using Virga.Aws.S3.Tests.Conformance;
using Virga.Storage;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Wrappers;

/// <summary>What only reads, on S3.</summary>
public static class S3ReadOnly
{
    private static readonly WrappedHarness Shared = new(new S3Harness(S3Place.LocalCloud), store => store.AsReadOnly()) { OnlyReads = true };

    public sealed class Get : GetConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Range : RangeConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Stat : StatConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Exists : ExistsConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Presign : PresignConformance { protected override IStoreHarness Harness => Shared; }
}
