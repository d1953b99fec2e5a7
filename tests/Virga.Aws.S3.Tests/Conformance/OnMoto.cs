using Virga.Servers;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Conformance;

/// <summary>The suite on moto.</summary>
public static class OnMoto
{
    private static readonly S3Harness Shared = new(S3Place.Moto);

    [OnServer(TestServers.Moto)]
    public sealed class Put : PutConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Get : GetConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Range : RangeConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Stat : StatConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Exists : ExistsConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Delete : DeleteConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class DeleteMany : DeleteManyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class DeletePrefix : DeletePrefixConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class List : ListConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Copy : CopyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Move : MoveConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Condition : ConditionConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Header : HeaderConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Metadata : MetadataConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Checksum : ChecksumConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Bucket : BucketConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Multipart : MultipartConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class WriteStream : WriteStreamConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Presign : PresignConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Moto)]
    public sealed class Transfer : TransferConformance
    {
        protected override IStoreHarness Harness => Shared;
    }
}
