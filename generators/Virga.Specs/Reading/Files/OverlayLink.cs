using Virga.Specs.Model;

namespace Virga.Specs.Reading.Files;

/// <summary>The key extends of an overlay.</summary>
/// <param name="Written">As the document writes it.</param>
/// <param name="Document">The normalized path that it means; null when it is on another host.</param>
/// <param name="Position">Where it stands.</param>
public sealed record OverlayLink(string Written, string? Document, SourcePosition Position)
{
    /// <summary>Finds it in an overlay.</summary>
    internal static OverlayLink? Of(MarkedNode overlay, string path) =>
        overlay[Overlays.OverlayDocument.Extends] is { IsScalar: true, Scalar: { Length: > 0 } written } node
            ? new OverlayLink(written, References.IsRemote(written) ? null : References.Beside(References.Normalize(path), written), node.Position)
            : null;
}
