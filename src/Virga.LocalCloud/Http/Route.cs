namespace Virga.Local.Http;

/// <summary>An operation: its name in Amazon's reference and the method that serves it.</summary>
internal sealed record Route(string Name, Func<S3Call, Task> Handler);
