using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>What every transfer of a store needs.</summary>
internal sealed record TransferContext(IObjectStoreDriver Driver, ObjectStoreOptions Options, TicketSource Tickets)
{
    public Capabilities Capabilities => Driver.Capabilities;

    public IChunkTarget NewTarget(string key, PutOptions options)
    {
        var ticket = Tickets.Next();
        return Capabilities.Chunks.Mode == Chunking.Composed
            ? new ComposedTarget(Driver, key, Options.SegmentPrefix, ticket, options)
            : new VerbTarget(Driver, key, ticket, options);
    }
}
