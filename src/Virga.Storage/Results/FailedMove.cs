namespace Virga.Storage;

/// <summary>An object that could not be moved, and why.</summary>
/// <param name="Key">Its old key.</param>
/// <param name="NewKey">The key that it should have got.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">What happened and what to do about it.</param>
public readonly record struct FailedMove(string Key, string NewKey, ErrorKind Kind, string Message);
