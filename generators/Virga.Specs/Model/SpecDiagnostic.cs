namespace Virga.Specs.Model;

public enum SpecSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>A fault in a document. Held by pipeline steps, so every member is compared by value.</summary>
public sealed record SpecDiagnostic(string Id, SpecSeverity Severity, string Message, SourcePosition Position);
