namespace Virga.Http;

/// <summary>When a checksum of the body is sent.</summary>
public enum ChecksumPolicy
{
    /// <summary>Whenever the operation takes one.</summary>
    WhenSupported,

    /// <summary>Only where the operation demands one.</summary>
    WhenRequired,

    /// <summary>Never, other than where the operation demands one.</summary>
    Off,
}
