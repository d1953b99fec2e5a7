using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>x-virga-error.kinds: a list of rows, each with codes or a status and the kind that they mean.</summary>
internal sealed class ErrorKindReader(ReadingScope scope)
{
    private const string Label = DialectKeys.Error + ".kinds";

    public IReadOnlyList<ErrorKindRow> Read(MarkedNode? kinds)
    {
        if (kinds is null) return [];
        if (!kinds.IsSequence)
        {
            scope.Values.Wrong(Label, "a list of {code, status, kind, retry}", kinds);
            return [];
        }

        return [.. kinds.Items.SelectMany(Rows)];
    }

    private IEnumerable<ErrorKindRow> Rows(MarkedNode row)
    {
        if (!row.IsMapping)
        {
            scope.Values.Wrong(Label, "a list of {code, status, kind, retry}", row);
            return [];
        }

        scope.Values.CheckKeys(row, Label, "code", "status", "kind", "retry");
        if (scope.Values.Required(row, "kind", Label, row.Position) is not { } kind) return [];
        if (!ErrorKinds.All.Contains(kind))
        {
            scope.Values.Wrong(Label + ".kind", "a member of Virga.ErrorKind", row["kind"]!, NearestName.Offer(kind, ErrorKinds.All));
            return [];
        }

        var status = scope.Values.Number(row, "status", Label + ".status");
        var retry = scope.Values.Flag(row, "retry", Label + ".retry") ?? false;
        var codes = scope.Values.Texts(row, "code", Label + ".code");
        if (codes.Count == 0 && status is null)
        {
            scope.Faults.Error(DiagnosticIds.WrongValue, $"A row of '{Label}' needs 'code' or 'status'.", row.Position);
            return [];
        }

        return codes.Count == 0 ? [new ErrorKindRow(null, status, kind, retry, row.Position)] : codes.Select(code => new ErrorKindRow(code, status, kind, retry, row.Position));
    }
}
