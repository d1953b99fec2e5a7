using System.Diagnostics.Metrics;

namespace Virga.Storage.Tests.Wrappers;

/// <summary>A meter whose instruments are all listened to, as when something exports them.</summary>
public static class ListenedMeter
{
    private static readonly MeterListener Listener = new() { InstrumentPublished = (instrument, listener) => { if (ReferenceEquals(instrument.Meter, Meter)) listener.EnableMeasurementEvents(instrument); } };

    static ListenedMeter() => Listener.Start();

    public static Meter Meter { get; } = new("conformance");
}
