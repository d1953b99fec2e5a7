using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>x-virga-sessions, and whether what others take from them exists.</summary>
internal sealed class SessionReader(ReadingScope scope)
{
    private const string Label = DialectKeys.Sessions;

    public IReadOnlyList<SessionModel> Read(MarkedNode? sessions, IReadOnlyList<OperationModel> operations)
    {
        if (sessions is null) return [];
        if (!sessions.IsMapping)
        {
            scope.Values.Wrong(Label, "a mapping from names to {operation, with, keep, expires, renew-on}", sessions);
            return [];
        }

        var byId = operations.GroupBy(operation => operation.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var read = sessions.Entries.Select(entry => Session(entry, byId)).Where(session => session is not null).Select(session => session!).ToList();
        return read;
    }

    /// <summary>Whether each session and value exists that somebody takes something from.</summary>
    public void CheckUses(IReadOnlyList<SessionModel> sessions)
    {
        var known = sessions.ToDictionary(session => session.Name, StringComparer.Ordinal);
        foreach (var source in scope.Sources.Concat(sessions.SelectMany(session => session.With).Select(argument => argument.From)))
        {
            if (source is { Kind: ValueSourceKind.Session } && !scope.Faults.IsFull) Check(source, known);
        }
    }

    private void Check(ValueSource source, Dictionary<string, SessionModel> sessions)
    {
        if (!sessions.TryGetValue(source.Session!, out var session))
        {
            scope.Faults.Error(DiagnosticIds.WrongValue, $"There is no session '{source.Session}' under '{Label}'.{NearestName.Offer(source.Session!, sessions.Keys)}", source.Position);
        }
        else if (session.Keep.All(value => value.Name != source.Name))
        {
            scope.Faults.Error(DiagnosticIds.WrongValue, $"The session '{session.Name}' keeps no '{source.Name}'.{NearestName.Offer(source.Name!, session.Keep.Select(value => value.Name))}", source.Position);
        }
    }

    private SessionModel? Session(MarkedEntry entry, Dictionary<string, OperationModel> operations)
    {
        var node = entry.Value;
        var label = $"{Label}.{entry.Key}";
        if (!node.IsMapping)
        {
            scope.Values.Wrong(label, "a mapping with 'operation', 'with', 'keep', 'expires', 'renew-on'", node);
            return null;
        }

        scope.Values.CheckKeys(node, label, "operation", "with", "keep", "expires", "renew-on");
        if (scope.Values.Required(node, "operation", label, entry.KeyPosition) is not { } id) return null;
        if (!operations.TryGetValue(id, out var operation)) scope.Values.Wrong(label + ".operation", "an operationId of this service", node["operation"]!, NearestName.Offer(id, operations.Keys));
        return new SessionModel(
            entry.Key,
            id,
            With(node["with"], label, operation),
            Keep(node, label, entry),
            scope.Values.AnswerPath(node, "expires", label + ".expires"),
            scope.Values.Numbers(node, "renew-on", label + ".renew-on"),
            entry.KeyPosition);
    }

    private IReadOnlyList<SessionArgument> With(MarkedNode? with, string label, OperationModel? operation)
    {
        var arguments = new List<SessionArgument>();
        foreach (var entry in with?.Entries ?? [])
        {
            if (entry.Value.Scalar is not { } text)
            {
                scope.Values.Wrong($"{label}.with.{entry.Key}", "a literal, 'client.<setting>' or 'session.<session>.<value>'", entry.Value);
                continue;
            }

            if (operation is not null && operation.Body is null && operation.Parameters.All(parameter => parameter.WireName != entry.Key))
            {
                scope.Faults.Error(DiagnosticIds.WrongValue, $"The operation '{operation.Id}' has no parameter '{entry.Key}'.{NearestName.Offer(entry.Key, operation.Parameters.Select(parameter => parameter.WireName))}", entry.KeyPosition);
            }

            var source = ValueSources.Parse(text, entry.Value.Position) is { Kind: not ValueSourceKind.Argument } found ? found : null;
            arguments.Add(new SessionArgument(entry.Key, source is null ? text : null, source, entry.KeyPosition));
        }

        return arguments;
    }

    private IReadOnlyList<SessionValue> Keep(MarkedNode node, string label, MarkedEntry session)
    {
        if (node["keep"] is not { IsMapping: true } keep)
        {
            scope.Faults.Error(DiagnosticIds.WrongValue, $"'{label}' needs 'keep': names with paths in the answer, such as Token: header.X-Token.", node["keep"]?.Position ?? session.KeyPosition);
            return [];
        }

        return [.. keep.Entries
            .Select(entry => (entry, path: scope.Values.AnswerPath(keep, entry.Key, $"{label}.keep.{entry.Key}")))
            .Where(value => value.path is not null && DialectValues.IsAnswerPath(value.path))
            .Select(value => new SessionValue(value.entry.Key, value.path!, value.entry.KeyPosition))];
    }
}
