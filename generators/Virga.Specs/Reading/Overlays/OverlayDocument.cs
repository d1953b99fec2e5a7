using Virga.Specs.Model;

namespace Virga.Specs.Reading.Overlays;

/// <summary>A document of OpenAPI Overlay 1.0: actions that are done to another document, one after the other.</summary>
internal static class OverlayDocument
{
    public const string Key = "overlay";
    public const string Extends = "extends";

    public static bool Is(MarkedNode root) => root[Key] is { IsScalar: true } && root["openapi"] is null && root["swagger"] is null;

    /// <summary>What becomes of a tree. What an action adds keeps its place in the overlay.</summary>
    public static MarkedNode Apply(MarkedNode root, MarkedNode overlay, ICollection<SpecDiagnostic> diagnostics, CancellationToken ct)
    {
        if (overlay[Key]?.Scalar?.StartsWith("1.", StringComparison.Ordinal) != true)
        {
            diagnostics.Add(new SpecDiagnostic(DiagnosticIds.Version, SpecSeverity.Error, $"Overlay '{overlay[Key]?.Scalar}' is not read; 1.0 is.", overlay[Key]!.Position));
            return root;
        }

        if (overlay["actions"] is not { IsSequence: true } actions)
        {
            diagnostics.Add(new SpecDiagnostic(DiagnosticIds.WrongValue, SpecSeverity.Error, "'actions' of an overlay must be a list of mappings with 'target' and 'update' or 'remove'.", overlay["actions"]?.Position ?? overlay.Position));
            return root;
        }

        var applier = new OverlayApplier(root, diagnostics, ct);
        foreach (var action in actions.Items) applier.Apply(action);
        return applier.Root;
    }
}
