using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>Enums: values, their C# names, whether unknown ones survive.</summary>
internal sealed class EnumReader(ReadingScope scope)
{
    public void Fill(SchemaParts parts, SchemaModel model, bool isInteger)
    {
        if (parts.Key("enum") is not { IsSequence: true } list) return;
        var values = list.Items.Where(item => !item.IsNull).ToList();
        model.Nullable |= values.Count < list.Items.Count;

        // Published documents list values of other types here and there; the type holds then, and the list says nothing of it.
        if (values.Any(item => item.Scalar is null || (isInteger && !long.TryParse(item.Scalar, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _)))) return;

        var descriptions = Described(parts, list);
        scope.Spend(values.Count, list.Position);
        Fill(parts, model, [.. values.GroupBy(value => value.Scalar!).Select(same => (same.First(), (string?)null, descriptions is not null && descriptions.TryGetValue(same.First(), out var text) ? text : null))]);
    }

    /// <summary>oneOf whose branches are constants: the enum of JSON Schema that can describe its values.</summary>
    public bool TryUnion(SchemaParts parts, SchemaModel model)
    {
        var list = parts.Key("oneOf") ?? parts.Key("anyOf");
        if (list is not { IsSequence: true } || list.Items.Count == 0) return false;
        var branches = list.Items.Where(item => !SchemaUnwrapper.IsNullSchema(item)).ToList();
        if (branches.Count == 0 || !branches.All(item => item["const"] is { IsScalar: true, ScalarKind: ScalarKind.String })) return false;
        model.Kind = SchemaKind.String;
        Fill(parts, model, [.. branches.GroupBy(item => item["const"]!.Scalar).Select(same => same.First()).Select(item => (item["const"]!, Words.Text(item["title"]), Words.Text(item["description"])))]);
        return true;
    }

    private void Fill(SchemaParts parts, SchemaModel model, IReadOnlyList<(MarkedNode Value, string? Title, string? Description)> values)
    {
        var options = parts.Key(DialectKeys.Enum);
        if (options is { IsMapping: false }) scope.Values.Wrong(DialectKeys.Enum, "a mapping with 'name', 'names', 'open'", options);
        if (options is { IsMapping: true }) scope.Values.CheckKeys(options, DialectKeys.Enum, "name", "names", "open");
        var given = options?["names"];
        CheckNames(given, values);
        var varnames = parts.Key("x-enum-varnames");
        var names = new UniqueNames();
        var members = new List<EnumValueModel>();
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i].Value.Scalar!;
            var name = (given?[value] is { } own ? scope.Values.Identifier(own) : null)
                ?? (varnames is { IsSequence: true } && i < varnames.Items.Count && varnames.Items[i].Scalar is { } foreign ? Identifiers.Pascal(foreign, "Value") : null)
                ?? Identifiers.Pascal(values[i].Title ?? value, "Value");
            members.Add(new EnumValueModel(value, names.Take(name), values[i].Description));
        }

        model.Enum = members;
        model.IsOpenEnum = (options is { IsMapping: true } ? scope.Values.Flag(options, "open", DialectKeys.Enum + ".open") : null)
            ?? parts.Key("x-ms-enum")?["modelAsString"]?.Scalar != "false";
    }

    private void CheckNames(MarkedNode? given, IReadOnlyList<(MarkedNode Value, string? Title, string? Description)> values)
    {
        if (given is null) return;
        var known = new HashSet<string>(values.Select(value => value.Value.Scalar!), StringComparer.Ordinal);
        foreach (var entry in given.Entries)
        {
            if (known.Contains(entry.Key)) continue;
            scope.Faults.Error(
                DiagnosticIds.WrongValue,
                $"'{DialectKeys.Enum}.names' names '{entry.Key}', which is no value of the enum.{NearestName.Offer(entry.Key, known)}",
                entry.KeyPosition);
        }
    }

    /// <summary>x-enum-descriptions, in the order of the values.</summary>
    private static Dictionary<MarkedNode, string?>? Described(SchemaParts parts, MarkedNode list)
    {
        if (parts.Key("x-enum-descriptions") is not { IsSequence: true } descriptions) return null;
        var described = new Dictionary<MarkedNode, string?>();
        for (var i = 0; i < list.Items.Count && i < descriptions.Items.Count; i++) described[list.Items[i]] = Words.Text(descriptions.Items[i]);
        return described;
    }
}
