using System.Buffers;
using System.Globalization;
using System.Text;

namespace Virga.Http;

/// <summary>Makes the exception of an answer that is an error.</summary>
internal static class ErrorReading
{
    private const int MaxBodyText = 64 * 1024;

    public static ServiceException Read(ServiceRequest request, ResponseHead head, ReadOnlySequence<byte> body, ErrorFormat format, int number, bool isLate)
    {
        var operation = request.Operation;
        var code = ErrorDocument.Find(format.CodePaths, head, body, format);
        if (format.Body == BodyFormat.AwsJson) code = AwsErrorPaths.Bare(code);
        var sent = request.Attempt.Headers;
        var message = ErrorDocument.Find(format.MessagePaths, head, body, format) is { } told ? Redaction.Echo(told, sent) : null;
        var requestId = ErrorDocument.Find(format.RequestIdPaths, head, body, format);

        // An error that comes after the status went out is one of the server's making, unless its code says otherwise.
        var (kind, retryable) = Meaning(format, code, head.Status, isLate ? 500 : head.Status);
        retryable = (retryable || Lists(operation.RetryOn, code, head.Status)) && !Lists(operation.RetryNotOn, code, head.Status);
        return new ServiceException(kind, Text(operation.Name, head, code, message, requestId, isLate))
        {
            Code = code,
            Status = head.Status,
            RequestId = requestId,
            IsRetryable = retryable,
            Service = request.Transport.Service.Name,
            Operation = operation.Name,
            Headers = head.ToList(),
            BodyText = body.IsEmpty ? null : Redaction.Echo(Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, MaxBodyText))), sent),
            Body = Typed(operation, code, head.Status, body),
            RetryAfter = RetryDelay.Asked(head, request.Transport.Options.TimeProvider),
            Attempts = number,
        };
    }

    private static (ErrorKind Kind, bool Retryable) Meaning(ErrorFormat format, string? code, int status, int effectiveStatus)
    {
        foreach (var rule in format.Kinds)
        {
            if (rule.Code is not null && rule.Code == code && (rule.Status is null || rule.Status == status)) return (rule.Kind, rule.Retryable);
        }

        foreach (var rule in format.Kinds)
        {
            if (rule.Code is null && rule.Status == status) return (rule.Kind, rule.Retryable);
        }

        return effectiveStatus switch
        {
            304 => (ErrorKind.NotModified, false),
            400 or 422 => (ErrorKind.InvalidArgument, false),
            401 => (ErrorKind.Unauthenticated, false),
            403 => (ErrorKind.AccessDenied, false),
            404 or 410 => (ErrorKind.NotFound, false),
            408 => (ErrorKind.Timeout, true),
            409 => (ErrorKind.Conflict, false),
            412 => (ErrorKind.PreconditionFailed, false),
            413 => (ErrorKind.TooLarge, false),
            416 => (ErrorKind.RangeNotSatisfiable, false),
            429 => (ErrorKind.Throttled, true),
            500 or 502 or 503 or 504 => (ErrorKind.Unavailable, true),
            501 => (ErrorKind.Unsupported, false),
            _ => (ErrorKind.Unknown, false),
        };
    }

    private static bool Lists(IReadOnlyList<string> list, string? code, int status)
    {
        foreach (var entry in list)
        {
            if (entry == code || (int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == status)) return true;
        }

        return false;
    }

    private static object? Typed(Operation operation, string? code, int status, ReadOnlySequence<byte> body)
    {
        if (body.IsEmpty || operation.TypedErrors.Count == 0) return null;
        var typed = operation.TypedErrors.FirstOrDefault(e => e.Code is not null && e.Code == code && status >= e.StatusFrom && status <= e.StatusTo)
            ?? operation.TypedErrors.FirstOrDefault(e => e.Code is null && status >= e.StatusFrom && status <= e.StatusTo);
        try
        {
            return typed?.Read(body, operation.Name);
        }
        catch (VirgaException)
        {
            // A proxy's page in place of the service's error: status and text say more than a second failure would.
            return null;
        }
    }

    private static string Text(string operation, ResponseHead head, string? code, string? message, string? requestId, bool isLate)
    {
        var text = new StringBuilder(operation).Append(": ").Append(head.Status.ToString(CultureInfo.InvariantCulture));
        if (isLate) text.Append(" with an error in its body");
        if (code is not null) text.Append(' ').Append(code);
        if (message is not null) text.Append(": ").Append(Shorten(message));
        if (head.Status is >= 300 and < 400 and not 304)
        {
            text.Append(". The service points to ").Append(Target(head.Header("Location"))).Append("; redirects are not followed, since credentials would travel with them. Set the endpoint or region that it asks for");
        }

        if (requestId is not null) text.Append(" (request ").Append(requestId).Append(')');
        return text.Append(text[^1] is '.' or ')' ? "" : ".").ToString();
    }

    private static string Target(string? location)
    {
        if (location is null) return "no address";
        return Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Authority : "another path of the same host";
    }

    private static string Shorten(string message) => HeaderText.Printable(message.Length <= 1024 ? message : message[..1024] + "...");
}
