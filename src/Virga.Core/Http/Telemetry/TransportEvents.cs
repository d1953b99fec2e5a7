using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Virga.Http;

/// <summary>What a transport tells of itself: log events, spans, measurements. Without listeners it costs a few comparisons a call.</summary>
internal sealed partial class TransportEvents(ServiceDefinition service, ILoggerFactory? loggers, TimeProvider time)
{
    private readonly ILogger _logger = loggers?.CreateLogger("Virga.Http." + service.Name) ?? NullLogger.Instance;

    /// <summary>Begins an attempt; null when nobody listens.</summary>
    public AttemptTrace? Begin(ServiceRequest request, int number)
    {
        var logs = _logger.IsEnabled(LogLevel.Debug);
        var listened = HttpTelemetry.Activities.HasListeners();
        if (!logs && !listened && !HttpTelemetry.Duration.Enabled) return null;

        var activity = listened ? HttpTelemetry.Activities.StartActivity(request.Operation.Method.Method, ActivityKind.Client) : null;
        if (activity is not null) Describe(activity, request, number);
        if (logs) Sending(service.Name, request.Operation.Name, request.Operation.Method.Method, request.RedactedUrl(), number);
        return new AttemptTrace(activity, time.GetTimestamp());
    }

    /// <summary>Ends an attempt.</summary>
    public void End(AttemptTrace? trace, ServiceRequest request, int number, AttemptOutcome outcome)
    {
        if (trace is null) return;
        var elapsed = time.GetElapsedTime(trace.Started);
        var status = outcome.Answer is { } answer ? (int)answer.StatusCode : (outcome.Failure as VirgaException)?.Status;
        var error = outcome.Answer is not null ? null : ErrorType(outcome.Failure, status);
        Measure(request, number, elapsed, status, error);
        if (status is not null) Answered(service.Name, request.Operation.Name, status.Value, elapsed.TotalMilliseconds, number);
        if (trace.Activity is not { } activity) return;
        if (status is not null) activity.SetTag("http.response.status_code", status.Value);
        if (error is not null)
        {
            activity.SetTag("error.type", error);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }

    public void Retrying(ServiceRequest request, int attempts, TimeSpan delay, Exception failure)
    {
        HttpTelemetry.Retries.Add(1, new("virga.service", service.Name), new KeyValuePair<string, object?>("virga.operation", request.Operation.Name));
        WillRetry(service.Name, request.Operation.Name, attempts, delay.TotalMilliseconds, Summary(failure));
    }

    public void GaveUp(ServiceRequest request, int attempts, string reason)
    {
        var replayable = request.BodySource?.IsReplayable ?? true;
        HttpTelemetry.GivenUp.Add(1, new("virga.service", service.Name), new("virga.operation", request.Operation.Name), new KeyValuePair<string, object?>("virga.body.replayable", replayable));
        GivingUp(service.Name, request.Operation.Name, attempts, reason);
    }

    public void CredentialsRenewed(ServiceRequest request, string what) => Renewed(service.Name, request.Operation.Name, what);

    public void ClockCorrected(string operation, TimeSpan skew) => Corrected(service.Name, operation, skew.TotalSeconds);

    public void CertificatesUnchecked() => Unchecked(service.Name);

    private static void Describe(Activity activity, ServiceRequest request, int number)
    {
        activity.SetTag("http.request.method", request.Operation.Method.Method);
        activity.SetTag("server.address", request.Origin.Host);
        activity.SetTag("server.port", request.Origin.Port);
        activity.SetTag("url.full", request.RedactedUrl());
        activity.SetTag("virga.operation", request.Operation.Name);
        if (number > 1) activity.SetTag("http.request.resend_count", number - 1);
    }

    private static string ErrorType(Exception? failure, int? status) => status is { } code
        ? code.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : failure is VirgaException virga ? virga.Kind.ToString() : failure?.GetType().FullName ?? "_OTHER";

    private static string Summary(Exception failure) => failure switch
    {
        ServiceException service => $"{service.Status} {service.Code}",
        VirgaException virga => virga.Kind.ToString(),
        _ => failure.GetType().Name,
    };

    private static void Measure(ServiceRequest request, int number, TimeSpan elapsed, int? status, string? error)
    {
        if (!HttpTelemetry.Duration.Enabled) return;
        var tags = new TagList
        {
            { "http.request.method", request.Operation.Method.Method },
            { "server.address", request.Origin.Host },
            { "server.port", request.Origin.Port },
        };
        if (status is not null) tags.Add("http.response.status_code", status.Value);
        if (error is not null) tags.Add("error.type", error);
        if (number > 1) tags.Add("http.request.resend_count", number - 1);
        HttpTelemetry.Duration.Record(elapsed.TotalSeconds, tags);
    }

    [LoggerMessage(1, LogLevel.Debug, "{Service} {Operation}: {Method} {Url}, attempt {Attempt}")]
    private partial void Sending(string service, string operation, string method, string url, int attempt);

    [LoggerMessage(2, LogLevel.Debug, "{Service} {Operation}: {Status} after {Milliseconds} ms, attempt {Attempt}")]
    private partial void Answered(string service, string operation, int status, double milliseconds, int attempt);

    [LoggerMessage(3, LogLevel.Information, "{Service} {Operation}: attempt {Attempt} failed with {Failure}; sending again in {Milliseconds} ms")]
    private partial void WillRetry(string service, string operation, int attempt, double milliseconds, string failure);

    [LoggerMessage(4, LogLevel.Warning, "{Service} {Operation}: given up after {Attempts} attempts. {Reason}")]
    private partial void GivingUp(string service, string operation, int attempts, string reason);

    [LoggerMessage(5, LogLevel.Information, "{Service} {Operation}: renewed the credentials of {Source}")]
    private partial void Renewed(string service, string operation, string source);

    [LoggerMessage(6, LogLevel.Warning, "{Service} {Operation}: the service's clock is {Seconds} s ahead of ours; signatures follow it from now on")]
    private partial void Corrected(string service, string operation, double seconds);

    [LoggerMessage(7, LogLevel.Warning, "{Service}: certificates of servers are not checked (ClientOptions.Tls.DangerousAcceptAnyServerCertificate); whoever stands between can read and change everything, credentials too")]
    private partial void Unchecked(string service);
}
