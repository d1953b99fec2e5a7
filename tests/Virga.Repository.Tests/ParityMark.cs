namespace Virga.Repository.Tests;

/// <summary>One id on one test (<c>Class.Method</c>) or one test class, or a fault in how it was put there.</summary>
internal sealed record ParityMark(string Id, string Test, string? Fault = null);
