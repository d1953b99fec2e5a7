using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

internal sealed class ServerReader(ReadingScope scope)
{
    public IReadOnlyList<ServerModel> Read(MarkedNode? servers)
    {
        if (servers is null or { IsNull: true }) return [];
        if (!servers.IsSequence)
        {
            scope.Values.Wrong("servers", "a list", servers);
            return [];
        }

        return [.. servers.Items.Select(Server).Where(server => server is not null).Select(server => server!)];
    }

    private ServerModel? Server(MarkedNode node)
    {
        var url = scope.Values.Required(node, "url", "servers", node.Position);
        if (url is null) return null;
        var position = node["url"]!.Position;
        var declared = node["variables"] is { IsMapping: true } variables ? variables.Entries.Select(Variable).ToList() : [];
        foreach (var name in NamesIn(url).Where(name => declared.All(variable => variable.Name != name)))
        {
            scope.Faults.Info(DiagnosticIds.PathParameter, $"The server's variable '{name}' is not declared under 'variables'; every user must give it.", position);
            declared.Add(new ServerVariableModel(name, null, [], null, null, position));
        }

        return new ServerModel(url, declared, position);
    }

    private ServerVariableModel Variable(MarkedEntry entry)
    {
        scope.Values.CheckPlace(entry.Value, DialectPlace.ServerVariable);
        var from = ValueSources.Read(scope, entry.Value[DialectKeys.From]);
        var fallback = Words.Text(entry.Value["default"]);
        return new ServerVariableModel(
            entry.Key,
            fallback is { Length: 0 } && from is not null ? null : fallback,
            entry.Value["enum"] is null ? [] : scope.Values.Texts(entry.Value, "enum"),
            from,
            Words.Description(entry.Value),
            entry.KeyPosition);
    }

    private static IEnumerable<string> NamesIn(string url)
    {
        for (var open = url.IndexOf('{'); open >= 0; open = url.IndexOf('{', open + 1))
        {
            var close = url.IndexOf('}', open);
            if (close < 0) yield break;
            if (close > open + 1) yield return url.Substring(open + 1, close - open - 1);
        }
    }
}
