using Virga.Specs.Model;

namespace Virga.Specs.Reading;

/// <summary>What came of reading a spec.</summary>
public sealed class ReadingResult
{
    /// <summary>The service; null when the text yields no client (broken text, no spec, no operation). May be there beside errors: what could be read is then still worth emitting.</summary>
    public ServiceModel? Model { get; init; }

    public required IReadOnlyList<SpecDiagnostic> Diagnostics { get; init; }
}
