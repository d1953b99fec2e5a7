using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Virga.Http;

/// <summary>The sources of traces and measurements, named as OpenTelemetry's conventions for HTTP clients name them.</summary>
internal static class HttpTelemetry
{
    public const string Name = "Virga.Http";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    // Bounds of the convention for http.client.request.duration.
    public static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "http.client.request.duration",
        unit: "s",
        description: "Duration of HTTP client requests.",
        tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("virga.http.retries", unit: "{retry}", description: "Requests that were sent again.");

    public static readonly Counter<long> GivenUp = Meter.CreateCounter<long>("virga.http.given_up", unit: "{request}", description: "Requests that failed with an error that may pass, and were not sent again.");
}
