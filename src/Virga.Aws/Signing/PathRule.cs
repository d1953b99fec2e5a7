namespace Virga.Aws.Signing;

/// <summary>How the path of a request is signed.</summary>
internal enum PathRule
{
    /// <summary>As it is sent (S3).</summary>
    AsSent,

    /// <summary>Without empty and dot segments, and escaped once more (every other service).</summary>
    Normalized,
}
