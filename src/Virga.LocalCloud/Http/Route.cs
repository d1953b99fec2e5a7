namespace Virga.Local.Http;

/// <summary>An operation: its name in Amazon's reference and the method that serves it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Handler">The method.</param>
/// <param name="SignedByForm">Whether the signature is in the body, so that the operation checks it.</param>
internal sealed record Route(string Name, Func<S3Call, Task> Handler, bool SignedByForm = false);
