namespace Virga.Http;

/// <summary>The limits that a call can run into.</summary>
internal enum CallLimit
{
    None,
    Sending,
    ResponseHeaders,
    ReadIdle,
    Overall,
}
