using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

/// <summary>An adapter document, its head read and its members still as written.</summary>
public sealed class AdapterDocument
{
    public required string Path { get; init; }

    public required IReadOnlyList<AdapterNode> Adapts { get; init; }

    public required AdapterNode Spec { get; init; }

    public required AdapterNode Class { get; init; }

    public required IReadOnlyList<StateEntry> State { get; init; }

    public AdapterEntry? Capabilities { get; init; }

    public AdapterNode? Throw { get; init; }

    public IReadOnlyList<ErrorRow> Errors { get; init; } = [];

    public required IReadOnlyList<AdapterEntry> Shapes { get; init; }

    public required IReadOnlyList<AdapterEntry> Members { get; init; }

    public required SourcePosition MembersPosition { get; init; }

    public required IReadOnlyList<AdapterNode> Unsupported { get; init; }

    public required IReadOnlyList<AdapterEntry> HandWritten { get; init; }
}

/// <summary>A constructor parameter of the emitted class.</summary>
public sealed record StateEntry(string Name, TypeRef Type, SourcePosition Position);

/// <summary>One row of the errors table: it matches when all of its conditions do.</summary>
public sealed class ErrorRow
{
    public required IReadOnlyList<string> Codes { get; init; }

    public required IReadOnlyList<int> Statuses { get; init; }

    public required IReadOnlyList<AdapterNode> Operations { get; init; }

    /// <summary>Header names and the values that they must have; null for any value.</summary>
    public required IReadOnlyList<KeyValuePair<string, string?>> Headers { get; init; }

    public required AdapterNode To { get; init; }

    public required SourcePosition Position { get; init; }
}

/// <summary>What the first steps of a generator need of an adapter document: which types to look up and which spec to wait for. Value-equal.</summary>
public sealed record AdapterHead(string Path, EquatableArray<string> Adapts, string? Throw, string Spec);
