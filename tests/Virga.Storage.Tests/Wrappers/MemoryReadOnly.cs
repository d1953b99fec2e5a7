using Virga.Storage.Conformance;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Conformance;

namespace Virga.Storage.Tests.Wrappers;

/// <summary>Memory that is filled beneath and only read.</summary>
public static class MemoryReadOnly
{
    private static readonly WrappedHarness Shared = new(new MemoryHarness(new MemoryOptions()), store => store.AsReadOnly()) { OnlyReads = true };

    public sealed class Get : GetConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Range : RangeConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Stat : StatConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Exists : ExistsConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class List : ListConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Condition : ConditionConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Presign : PresignConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Transfer : TransferConformance { protected override IStoreHarness Harness => Shared; }
}
