namespace Virga.Specs.Reading.Overlays;

/// <summary>A query of JSONPath (RFC 9535): from the root of the document, or of the node that a filter looks at.</summary>
internal sealed record JsonPathQuery(bool IsRelative, IReadOnlyList<JsonPathSegment> Segments);

/// <summary>One step: the children that its selectors choose, or those of every descendant too.</summary>
internal sealed record JsonPathSegment(bool IsDescendant, IReadOnlyList<JsonPathSelector> Selectors);

internal abstract record JsonPathSelector;

internal sealed record NameSelector(string Name) : JsonPathSelector;

internal sealed record WildcardSelector : JsonPathSelector;

internal sealed record IndexSelector(int Index) : JsonPathSelector;

internal sealed record SliceSelector(int? Start, int? End, int Step) : JsonPathSelector;

internal sealed record FilterSelector(JsonPathTest Test) : JsonPathSelector;

internal abstract record JsonPathTest;

internal sealed record AnyTest(IReadOnlyList<JsonPathTest> Tests) : JsonPathTest;

internal sealed record AllTest(IReadOnlyList<JsonPathTest> Tests) : JsonPathTest;

internal sealed record NotTest(JsonPathTest Test) : JsonPathTest;

internal sealed record ExistsTest(JsonPathQuery Query) : JsonPathTest;

internal sealed record CompareTest(JsonPathOperand Left, string Operator, JsonPathOperand Right) : JsonPathTest;

/// <summary>match (the whole text) and search (a part of it).</summary>
internal sealed record MatchTest(JsonPathOperand Text, JsonPathOperand Pattern, bool IsWhole) : JsonPathTest;

internal abstract record JsonPathOperand;

internal sealed record LiteralOperand(MarkedNode Value) : JsonPathOperand;

/// <summary>The one node that a query finds.</summary>
internal sealed record QueryOperand(JsonPathQuery Query) : JsonPathOperand;

internal sealed record LengthOperand(JsonPathOperand Of) : JsonPathOperand;

internal sealed record CountOperand(JsonPathQuery Query) : JsonPathOperand;
