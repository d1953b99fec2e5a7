namespace Virga.Http;

/// <summary>How long things may take. <see cref="Timeout.InfiniteTimeSpan"/> turns a limit off.</summary>
/// <remarks>A limit that passes is a <see cref="VirgaException"/> with <see cref="ErrorKind.Timeout"/> that names the limit and its value.</remarks>
public sealed class TimeoutOptions
{
    /// <summary>Making a connection, TLS included. It has no effect when a handler or a HttpClient is handed in.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>From the last byte of the request that was sent to the headers of the answer, each attempt by itself. While a body is sent, no single write may take longer either.</summary>
    /// <value>Default 60 s.</value>
    public TimeSpan ResponseHeaders { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>From one byte of the answer's body to the next.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan ReadIdle { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A whole call with all its attempts and waits, and the reading of its body.</summary>
    /// <value>Default infinite, since a transfer takes as long as it takes.</value>
    public TimeSpan Overall { get; set; } = Timeout.InfiniteTimeSpan;

    internal void Validate()
    {
        Limits.Positive(Connect, "Timeouts.Connect");
        Limits.Positive(ResponseHeaders, "Timeouts.ResponseHeaders");
        Limits.Positive(ReadIdle, "Timeouts.ReadIdle");
        Limits.Positive(Overall, "Timeouts.Overall");
    }
}
