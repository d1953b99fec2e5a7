namespace Virga.Local;

/// <summary>What is to go wrong with one request. Members combine, in the order in which they are listed.</summary>
public sealed record LocalFault
{
    /// <summary>The request is held until this task completes. Default null.</summary>
    public Task? Until { get; init; }

    /// <summary>How far this endpoint's clock runs ahead for this request, in its Date header too. Default zero.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Headers to put on the answer, such as Retry-After. Default none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status of an error to answer at once, the body unread. Default null: the request is served.</summary>
    public int? Status { get; init; }

    /// <summary>The code in the error's XML. Default InternalError.</summary>
    public string Code { get; init; } = "InternalError";

    /// <summary>The message in the error's XML.</summary>
    public string Message { get; init; } = "This fault was asked for.";

    /// <summary>A body to send in place of the error's XML, with content type text/html. Default null.</summary>
    public string? Page { get; init; }

    /// <summary>The connection breaks once this many bytes of the request's body were read. Default null: never.</summary>
    public long? DropAfterRequestBytes { get; init; }

    /// <summary>The connection breaks once this many bytes of the answer's body were sent; 0 serves the request and loses its answer. Default null: never.</summary>
    public long? DropAfterResponseBytes { get; init; }

    /// <summary>The answer's body, and its Content-Length, end after this many bytes. Default null: whole.</summary>
    public long? TruncateResponseAt { get; init; }

    /// <summary>The position of a byte of the answer's body to invert. Default null: none.</summary>
    public long? CorruptResponseAt { get; init; }

    /// <summary>An error answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code in the XML.</param>
    /// <param name="message">The message in the XML.</param>
    public static LocalFault Error(int status, string code, string message = "This fault was asked for.") => new() { Status = status, Code = code, Message = message };

    /// <summary>The request takes effect and its answer is lost.</summary>
    public static LocalFault LoseAnswer() => new() { DropAfterResponseBytes = 0 };
}
