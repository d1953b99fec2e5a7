using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Virga.Storage.Driver;
using Virga.Storage.Wrappers;

namespace Virga.Storage;

// Each wrapper is a view: it sees the calls of the store that it was made from, and owns nothing.
public sealed partial class ObjectStore
{
    /// <summary>A view of the keys below a prefix, as if they were a bucket of their own.</summary>
    /// <remarks>
    /// Everything stays inside: listings and their continuations, uploads and their states, signed requests. Keys with a segment <c>..</c> are refused, since a proxy
    /// that resolves paths would leave the prefix. Copies between this view, others and the store itself stay on the server. Disposing the view does nothing: dispose the store that was opened.
    /// </remarks>
    /// <param name="prefix">The prefix; it ends in <c>/</c>, or <c>tenant-7</c> would hold the keys of <c>tenant-70</c>.</param>
    /// <exception cref="ArgumentException">It is empty, does not end in <c>/</c>, is longer than a key may be, or can begin no key.</exception>
    public ObjectStore WithPrefix(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        if (!prefix.EndsWith('/')) throw new ArgumentException($"The prefix '{prefix}' does not end in '/', so that the keys of other prefixes could begin with it.", nameof(prefix));
        if (KeyRules.HasParentSegment(prefix)) throw new ArgumentException($"The prefix '{prefix}' holds a segment '..'.", nameof(prefix));
        if (KeyRules.Fault(prefix + "k", Capabilities.Limits) is { } fault) throw new ArgumentException($"The prefix can begin no key: {fault}", nameof(prefix));
        return new ObjectStore(this, new PrefixedDriver(_driver.Inner, prefix), Prefix + prefix);
    }

    /// <summary>A view that only reads: whatever stores, deletes, copies, moves or signs for such a thing is <see cref="ErrorKind.Unsupported"/>, before anything is sent.</summary>
    /// <remarks>Disposing the view does nothing: dispose the store that was opened.</remarks>
    public ObjectStore AsReadOnly() => Around(new ReadOnlyDriver(_driver.Inner));

    /// <summary>A view whose calls wait for their turn.</summary>
    /// <remarks>In the order in which they came; cancelling ends the wait. A download keeps its place until it is read to its end or disposed. Aborts of uploads and signing do not wait. Disposing the view does nothing: dispose the store that was opened.</remarks>
    /// <param name="limits">How much at once and in time.</param>
    public ObjectStore Limited(StoreLimits limits) => Limited(new StoreLimiter(limits, _options.Time));

    /// <summary>A view whose calls wait for their turn among those of all stores that share a limiter.</summary>
    /// <param name="limiter">The limiter.</param>
    public ObjectStore Limited(StoreLimiter limiter)
    {
        ArgumentNullException.ThrowIfNull(limiter);
        return Around(new LimitingDriver(_driver.Inner, limiter));
    }

    /// <summary>A view that measures its calls: <c>virga.objectstore.call.duration</c>, <c>.call.active</c>, <c>.io</c> and <c>.download.duration</c>, by call, bucket and kind of error; never by key.</summary>
    /// <remarks>Disposing the view does nothing: dispose the store that was opened, and the meter where you made it.</remarks>
    /// <param name="meter">The meter that gets the instruments.</param>
    public ObjectStore Metered(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        return Around(new MeteringDriver(_driver.Inner, Bucket, new StoreInstruments(meter), _options.Time));
    }

    /// <summary>A view that measures its calls with a meter named <c>Virga.ObjectStore</c>.</summary>
    /// <param name="meters">Where the meter comes from, usually the container.</param>
    public ObjectStore Metered(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        return Metered(meters.Create(new MeterOptions(StoreInstruments.MeterName)));
    }

    /// <summary>A view that logs its calls: at Debug with their keys, and failures that are no answer to a question as warnings without. No upload's id and no signed URL is logged.</summary>
    /// <remarks>Disposing the view does nothing: dispose the store that was opened.</remarks>
    /// <param name="logger">The logger.</param>
    public ObjectStore Logged(ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        return Around(new LoggingDriver(_driver.Inner, Bucket, logger, _options.Time));
    }

    /// <summary>A view that fails as a plan says, for tests of the code that uses a store.</summary>
    /// <remarks>Nothing is retried above it: a fault reaches the caller, or what the store itself does about it. Disposing the view does nothing: dispose the store that was opened.</remarks>
    /// <param name="plan">The faults.</param>
    public ObjectStore WithFaults(FaultPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Around(new FaultingDriver(_driver.Inner, plan));
    }

    private ObjectStore Around(IObjectStoreDriver driver) => new(this, driver, Prefix);
}
