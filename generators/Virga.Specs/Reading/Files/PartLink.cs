using Virga.Specs.Model;

namespace Virga.Specs.Reading.Files;

/// <summary>The value of x-virga-part-of.</summary>
/// <param name="Written">As the document writes it.</param>
/// <param name="Root">The normalized path that it means.</param>
/// <param name="Position">Where it stands.</param>
public sealed record PartLink(string Written, string Root, SourcePosition Position);
