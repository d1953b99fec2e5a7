namespace Virga.Serialization;

/// <summary>The value of a Content-Range header, RFC 9110 section 14.4.</summary>
/// <param name="First">First byte; null when the range was not satisfiable.</param>
/// <param name="Last">Last byte, included; null when the range was not satisfiable.</param>
/// <param name="Total">Length of the whole; null when it is not known.</param>
public readonly record struct ContentRange(long? First, long? Last, long? Total);
