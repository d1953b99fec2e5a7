namespace Virga.Http;

/// <summary>Whether a signature covers the body.</summary>
public enum PayloadPolicy
{
    /// <summary>Over TLS unsigned, over plain http signed.</summary>
    Auto,

    /// <summary>Never: TLS and a checksum guard the body.</summary>
    Unsigned,

    /// <summary>By a hash of the whole body, which is read twice for it.</summary>
    Signed,

    /// <summary>Chunk by chunk while it is sent, where the operation's framing allows.</summary>
    Streaming,
}
