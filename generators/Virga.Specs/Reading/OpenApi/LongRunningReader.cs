using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>x-virga-long-running, and x-ms-long-running-operation, which says the same in fewer words.</summary>
internal sealed class LongRunningReader(ReadingScope scope)
{
    private const string Label = DialectKeys.LongRunning;
    private static readonly string[] Kinds = ["location", "operation"];
    private readonly DialectValues _values = scope.Values;

    public LongRunningModel? Read(MarkedNode node)
    {
        if (_values.Mapping(node, Label, "kind", "from", "operation", "with", "status", "running", "success", "failure", "progress", "result", "final", "cancel", "interval", "max-interval", "timeout") is not { } given)
            return node[Label] is null ? Foreign(node) : null;
        var at = node.Entry(Label)!.KeyPosition;
        var kind = _values.Choice(given, "kind", Kinds, Label + ".kind") ?? (given["from"] is null ? "operation" : "location");
        var operation = _values.Text(given, "operation", Label + ".operation");
        var from = Places(given, "from");
        if (kind == "location" && from.Count == 0) _values.Required(given, "from", Label, at);
        if (kind == "operation" && operation is null) _values.Required(given, "operation", Label, at);
        if (kind == "location" ? from.Count == 0 : operation is null) return null;
        var final = Places(given, "final");
        return new LongRunningModel(at)
        {
            IsByUrl = kind == "location",
            Operation = operation,
            From = kind == "location" ? from : [],
            With = With(given),
            Status = _values.AnswerPath(given, "status", Label + ".status") ?? "status",
            Running = Texts(given, "running", given["status"] is null && given["success"] is null ? ["202"] : []),
            Success = Texts(given, "success", []),
            Failure = Texts(given, "failure", []),
            Progress = _values.AnswerPath(given, "progress", Label + ".progress"),
            Result = _values.AnswerPath(given, "result", Label + ".result") is { } result && result != "body" ? result : null,
            Final = final.Count > 0 ? final[0] : null,
            Cancel = _values.Text(given, "cancel", Label + ".cancel"),
            Times = PollTimesReader.Read(_values, given, Label),
        };
    }

    private IReadOnlyList<string> Texts(MarkedNode given, string key, IReadOnlyList<string> otherwise) =>
        given[key] is null ? otherwise : _values.Texts(given, key, $"{Label}.{key}");

    /// <summary>Paths, and request for the URL of the request itself.</summary>
    private IReadOnlyList<string> Places(MarkedNode given, string key)
    {
        var texts = _values.Texts(given, key, $"{Label}.{key}");
        if (texts.Any(text => text != "request" && !DialectValues.IsAnswerPath(text))) _values.Wrong($"{Label}.{key}", "paths such as header.Location or body.url, or request", given[key]!);
        return [.. texts.Where(text => text == "request" || DialectValues.IsAnswerPath(text))];
    }

    private IReadOnlyList<KeyValuePair<string, string>> With(MarkedNode given)
    {
        if (given["with"] is not { } with) return [];
        if (!with.IsMapping) _values.Wrong(Label + ".with", "a mapping from parameters to paths of the answer, or to parameters of this operation", with);
        return [.. with.Entries.Where(entry => entry.Value.Scalar is not null).Select(entry => new KeyValuePair<string, string>(entry.Key, entry.Value.Scalar!))];
    }

    /// <summary>Azure's guidelines: the URL stands in one of three headers, the state in the body; where the result is, final-state-via says.</summary>
    private static LongRunningModel? Foreign(MarkedNode node)
    {
        if (node["x-ms-long-running-operation"]?.Scalar != "true") return null;
        var via = Words.Text(node["x-ms-long-running-operation-options"]?["final-state-via"]);
        return new LongRunningModel(node.Entry("x-ms-long-running-operation")!.KeyPosition)
        {
            IsByUrl = true,
            From = ["header.Azure-AsyncOperation", "header.Operation-Location", "header.Location", "request"],
            Status = "body.status",
            IsStatusOptional = true,
            Success = ["Succeeded"],
            Failure = ["Failed", "Canceled", "Cancelled"],
            Final = via switch
            {
                "location" => "header.Location",
                "original-uri" => "request",
                _ => null,
            },
        };
    }
}
