using System.Globalization;
using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

/// <summary>Reads the head of an adapter document: every key but the members' own.</summary>
public sealed class AdapterDocumentReader
{
    private static readonly string[] Keys = ["virga-adapter", "adapts", "spec", "class", "state", "capabilities", "errors", "shapes", "members", "unsupported", "hand-written"];

    private readonly AdapterNode _root;
    private readonly AdapterFaults _faults;

    private AdapterDocumentReader(AdapterNode root, AdapterFaults faults)
    {
        _root = root;
        _faults = faults;
    }

    /// <summary>Null when a key that everything hangs on is missing; the faults say which.</summary>
    public static AdapterDocument? Read(AdapterNode root, AdapterFaults faults) => new AdapterDocumentReader(root, faults).Read();

    /// <summary>The head alone, without faults; null when the document has none.</summary>
    public static AdapterHead? ReadHead(AdapterNode root)
    {
        if (Read(root, new AdapterFaults()) is not { } document) return null;
        return new AdapterHead(document.Path, new(document.Adapts.Select(a => a.Text)), document.Throw?.Text, document.Spec.Text);
    }

    private AdapterDocument? Read()
    {
        foreach (var entry in _root.Entries)
        {
            if (!Keys.Contains(entry.Key)) _faults.Unknown(entry.KeyPosition, "The key", entry.Key, Keys);
        }

        if (_root.Find("virga-adapter") is { Text: not "1" } version) _faults.Error(AdapterIds.UnknownName, version.Position, $"Version '{version.Text}' of the adapter language is not known; write 1.");
        var adapts = Required("adapts");
        var spec = Required("spec");
        var type = Required("class");
        if (adapts is null || spec is null || type is null) return null;
        var errors = _root.Find("errors");
        return new AdapterDocument
        {
            Path = _root.Position.Path,
            Adapts = adapts.OneOrMany(),
            Spec = spec,
            Class = type,
            State = ReadState(),
            Capabilities = _root.Entry("capabilities"),
            Throw = errors?.Find("throw"),
            Errors = ReadErrors(errors),
            Shapes = _root.Find("shapes")?.Entries ?? [],
            Members = _root.Find("members")?.Entries ?? [],
            MembersPosition = (_root.Entry("members")?.KeyPosition) ?? _root.Position,
            Unsupported = _root.Find("unsupported")?.OneOrMany() ?? [],
            HandWritten = ReadHandWritten(),
        };
    }

    private AdapterNode? Required(string key)
    {
        var node = _root.Find(key);
        if (node is { IsNull: false }) return node;
        _faults.Error(AdapterIds.NotFilled, node?.Position ?? _root.Position, $"An adapter document needs '{key}'.");
        return null;
    }

    private List<StateEntry> ReadState()
    {
        var state = new List<StateEntry>();
        foreach (var entry in _root.Find("state")?.Entries ?? [])
        {
            var word = entry.Value.Text;
            var isNullable = word.EndsWith("?", StringComparison.Ordinal);
            TypeRef? type = word.TrimEnd('?') switch
            {
                "string" => TypeRef.Text,
                "integer" => TypeRef.Number,
                "boolean" => TypeRef.Flag,
                _ => null,
            };
            if (type is null) _faults.Unknown(entry.Value.Position, "The type of state", word, ["string", "integer", "boolean"]);
            state.Add(new StateEntry(entry.Key, (type ?? TypeRef.Text) with { IsNullable = isNullable }, entry.KeyPosition));
        }

        return state;
    }

    private List<AdapterEntry> ReadHandWritten()
    {
        var node = _root.Find("hand-written");
        if (node is null) return [];
        return node.Kind == AdapterNodeKind.Map ? [.. node.Entries] : [.. node.OneOrMany().Select(n => new AdapterEntry(n.Text, n.Position, n))];
    }

    private List<ErrorRow> ReadErrors(AdapterNode? errors)
    {
        var rows = new List<ErrorRow>();
        if (errors is null) return rows;
        foreach (var entry in errors.Entries)
        {
            if (entry.Key is not ("throw" or "map")) _faults.Unknown(entry.KeyPosition, "The key", entry.Key, ["throw", "map"]);
        }

        if (errors.Find("throw") is null) _faults.Error(AdapterIds.NotFilled, errors.Position, "The errors table needs 'throw': the exception that the interface promises.");
        foreach (var node in errors.Find("map")?.Items ?? [])
        {
            if (ReadErrorRow(node) is { } row) rows.Add(row);
        }

        return rows;
    }

    private ErrorRow? ReadErrorRow(AdapterNode node)
    {
        foreach (var entry in node.Entries)
        {
            if (entry.Key is not ("code" or "status" or "operation" or "header" or "to")) _faults.Unknown(entry.KeyPosition, "The condition", entry.Key, ["code", "status", "operation", "header", "to"]);
        }

        if (node.Find("to") is not { } to)
        {
            _faults.Error(AdapterIds.ErrorRow, node.Position, "An error row needs 'to': the kind of error that it stands for.");
            return null;
        }

        return new ErrorRow
        {
            Codes = [.. (node.Find("code")?.OneOrMany() ?? []).Select(c => c.Text)],
            Statuses = ReadStatuses(node.Find("status")),
            Operations = node.Find("operation")?.OneOrMany() ?? [],
            Headers = ReadHeaders(node.Find("header")),
            To = to,
            Position = node.Position,
        };
    }

    private List<int> ReadStatuses(AdapterNode? node)
    {
        var statuses = new List<int>();
        foreach (var item in node?.OneOrMany() ?? [])
        {
            if (int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599) statuses.Add(status);
            else _faults.Error(AdapterIds.ErrorRow, item.Position, $"'{item.Text}' is no HTTP status (100 to 599).");
        }

        return statuses;
    }

    private static List<KeyValuePair<string, string?>> ReadHeaders(AdapterNode? node)
    {
        if (node is null) return [];
        return node.Kind == AdapterNodeKind.Map
            ? [.. node.Entries.Select(e => new KeyValuePair<string, string?>(e.Key, e.Value.Text))]
            : [.. node.OneOrMany().Select(n => new KeyValuePair<string, string?>(n.Text, null))];
    }
}
