namespace Virga.Local.Http;

/// <summary>An answer of the protocol that is an error: what the client is told, word for word.</summary>
internal sealed class S3Exception(int status, string code, string message, params (string Name, string Value)[] details) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Elements that stand between the message and the resource.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;
}
