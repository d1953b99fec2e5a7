using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>x-virga-waiters: names, and rules by which an answer is what is waited for.</summary>
internal sealed class WaiterReader(ReadingScope scope)
{
    private const string Label = DialectKeys.Waiters;
    private static readonly string[] States = ["success", "retry", "failure"];
    private static readonly string[] Matches = ["equals", "any", "all"];
    private readonly DialectValues _values = scope.Values;

    public IReadOnlyList<WaiterModel> Read(MarkedNode node)
    {
        if (node[Label] is not { } given) return [];
        if (!given.IsMapping)
        {
            _values.Wrong(Label, "a mapping from names to waiters", given);
            return [];
        }

        var read = new List<WaiterModel>();
        foreach (var entry in given.Entries)
        {
            var label = $"{Label}.{entry.Key}";
            if (!Identifiers.IsValid(entry.Key)) scope.Faults.Error(DiagnosticIds.Name, $"'{entry.Key}' cannot be a name in C#. Letters, digits and _ make one, and it begins with a letter.", entry.KeyPosition);
            else if (_values.Mapping(given, entry.Key, "acceptors", "interval", "max-interval", "timeout") is { } waiter) Add(read, entry, waiter, label);
        }

        return read;
    }

    private void Add(List<WaiterModel> read, MarkedEntry entry, MarkedNode waiter, string label)
    {
        if (waiter["acceptors"] is not { IsSequence: true, Items.Count: > 0 } rules)
        {
            if (waiter["acceptors"] is { } wrong) _values.Wrong(label + ".acceptors", "a list of rules", wrong);
            else _values.Required(waiter, "acceptors", label, entry.KeyPosition);
            return;
        }

        var acceptors = rules.Items.Select(rule => Acceptor(rule, label)).OfType<AcceptorModel>().ToList();
        if (acceptors.Count == rules.Items.Count && !acceptors.Exists(rule => rule.State == "success")) _values.Wrong(label + ".acceptors", "a list with a rule of success, or the wait would never end well", rules);
        else if (acceptors.Count == rules.Items.Count) read.Add(new WaiterModel(entry.Key, acceptors, PollTimesReader.Read(_values, waiter, label), entry.KeyPosition));
    }

    private AcceptorModel? Acceptor(MarkedNode rule, string label)
    {
        if (!rule.IsMapping)
        {
            _values.Wrong(label + ".acceptors", "a list of mappings", rule);
            return null;
        }

        _values.CheckKeys(rule, label + ".acceptors", ["state", "status", "error", "path", .. Matches]);
        if (_values.Required(rule, "state", label + ".acceptors", rule.Position) is null || _values.Choice(rule, "state", States, label + ".state") is not { } state) return null;
        var path = _values.Text(rule, "path", label + ".path");
        var match = Matches.FirstOrDefault(word => rule[word] is not null);
        if (path is not null && !IsPath(path))
        {
            _values.Wrong(label + ".path", "a path such as body.state, body.items[].state or header.Name", rule["path"]!);
            return null;
        }

        if ((path is null) != (match is null)) _values.Wrong(label + ".acceptors", "a path together with equals, any or all", rule);
        else if (path is null && rule["status"] is null && rule["error"] is null) _values.Wrong(label + ".acceptors", "a rule with status, error or path", rule);
        else if (path is not null && rule["error"] is not null) _values.Wrong(label + ".acceptors", "a rule with error or path; errors are known by code and status alone", rule);
        else if (match == "equals" && path!.Contains("[]")) _values.Wrong(label + ".path", "a path of one value for equals; any and all take lists", rule["path"]!);
        else return new AcceptorModel(state, _values.Numbers(rule, "status", label + ".status"), _values.Texts(rule, "error", label + ".error"), path, match ?? "equals", match is null ? "" : _values.Text(rule, match, $"{label}.{match}") ?? "", rule.Position);
        return null;
    }

    private static bool IsPath(string path) => DialectValues.IsAnswerPath(path) || path.StartsWith("body[", StringComparison.Ordinal);
}
