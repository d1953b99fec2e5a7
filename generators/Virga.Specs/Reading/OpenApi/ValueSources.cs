using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>x-virga-from: argument, client.X, session.S.X.</summary>
internal static class ValueSources
{
    private const string Expected = "'argument', 'client.<setting>' or 'session.<session>.<value>'";

    public static ValueSource? Read(ReadingScope scope, MarkedNode? node)
    {
        if (node is null) return null;
        var text = node.Scalar ?? "";
        if (Parse(text, node.Position) is { } source)
        {
            scope.Sources.Add(source);
            return source;
        }

        if (text.StartsWith("lease.", StringComparison.Ordinal))
        {
            scope.Faults.Warn(DiagnosticIds.Unsupported, "Leases are not supported yet; the value is an argument.", node.Position);
            return new ValueSource(ValueSourceKind.Argument, null, null, node.Position);
        }

        scope.Values.Wrong(DialectKeys.From, Expected, node);
        return null;
    }

    /// <summary>The source that a text names; null when it names none.</summary>
    public static ValueSource? Parse(string text, SourcePosition position)
    {
        var parts = text.Split('.');
        if (parts.Any(part => part.Length == 0)) return null;
        return parts[0] switch
        {
            "argument" when parts.Length == 1 => new ValueSource(ValueSourceKind.Argument, null, null, position),
            "client" when parts.Length == 2 => new ValueSource(ValueSourceKind.Client, null, parts[1], position),
            "session" when parts.Length == 3 => new ValueSource(ValueSourceKind.Session, parts[1], parts[2], position),
            _ => null,
        };
    }
}
