using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

/// <summary>A name and what fills it, with the subject that its references see.</summary>
/// <param name="Name">The target's name.</param>
/// <param name="Position">Where the name stands.</param>
/// <param name="Node">The value.</param>
/// <param name="Subject">What <c>.x</c> is a member of.</param>
/// <param name="Guard">The subject of a shape that may be null: then the shape binds nothing.</param>
internal sealed record Binding(string Name, SourcePosition Position, AdapterNode Node, Value? Subject, Value? Guard);
