namespace Virga.Storage;

/// <summary>A key that could not be deleted, and why.</summary>
/// <param name="Key">The key.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Code">The provider's code.</param>
/// <param name="Message">The provider's words.</param>
public readonly record struct FailedDelete(string Key, ErrorKind Kind, string? Code, string? Message);
