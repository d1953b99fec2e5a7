using Virga.Storage.Conformance;

namespace Virga.Storage.Tests.Conformance;

/// <summary>Folders of the file system.</summary>
public static class LocalFiles
{
    public sealed class Put(LocalFileHarness harness) : PutConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Get(LocalFileHarness harness) : GetConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Range(LocalFileHarness harness) : RangeConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Stat(LocalFileHarness harness) : StatConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Exists(LocalFileHarness harness) : ExistsConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Delete(LocalFileHarness harness) : DeleteConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class DeleteMany(LocalFileHarness harness) : DeleteManyConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class DeletePrefix(LocalFileHarness harness) : DeletePrefixConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class List(LocalFileHarness harness) : ListConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Copy(LocalFileHarness harness) : CopyConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Move(LocalFileHarness harness) : MoveConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Condition(LocalFileHarness harness) : ConditionConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Header(LocalFileHarness harness) : HeaderConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Metadata(LocalFileHarness harness) : MetadataConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Checksum(LocalFileHarness harness) : ChecksumConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Bucket(LocalFileHarness harness) : BucketConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Multipart(LocalFileHarness harness) : MultipartConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class WriteStream(LocalFileHarness harness) : WriteStreamConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Presign(LocalFileHarness harness) : PresignConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }

    public sealed class Transfer(LocalFileHarness harness) : TransferConformance, IClassFixture<LocalFileHarness>
    {
        protected override IStoreHarness Harness => harness;
    }
}
