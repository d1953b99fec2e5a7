namespace Virga.Http.Testing;

/// <summary>A request came that a test did not expect, or one that it expected did not come.</summary>
/// <param name="message">What came and what was expected.</param>
public sealed class ScriptedTransportException(string message) : Exception(message);
