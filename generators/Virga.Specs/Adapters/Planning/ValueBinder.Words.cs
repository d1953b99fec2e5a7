using Virga.Specs.Emission;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>The words of values: $first, $map, $each, and converters.</summary>
internal sealed partial class ValueBinder
{
    private static readonly string[] Converters = ["range", "path", "error"];

    private Value? BindFirst(AdapterNode node, AdapterNode list, Target target, Value? subject)
    {
        Only(node, "$first");
        var parts = new List<Value>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var isLast = i == list.Items.Count - 1;
            if (Bind(list.Items[i], isLast ? target : target.OrNull(), subject) is not { } part) return null;
            parts.Add(part);
            if (!part.Type.IsNullable) break;
        }

        if (parts.Count == 0)
        {
            _context.Faults.Error(AdapterIds.NotFilled, node.Position, "$first needs a list of values.");
            return null;
        }

        if (parts.Count == 1) return parts[0];
        return new Value($"({string.Join(" ?? ", parts.Select(p => p.Operand))})", parts[parts.Count - 1].Type);
    }

    private Value? BindMap(AdapterNode node, AdapterNode map, Target target, Value? subject)
    {
        if (Source(map, subject, isSubjectOnly: true) is not { } source) return null;
        var cases = node.Entries.Where(e => e.Key is not ("$map" or "else")).ToList();
        var chooser = new CaseChooser(_context, source, cases.Select(c => (c.Key, c.KeyPosition)).ToList());
        Use(chooser, source);
        if (!chooser.Check(node.Entry("else") is not null, node.Position, isValue: true)) return null;
        var rest = chooser.IsComplete ? null : node.Find("else");
        var arms = new List<(string Pattern, Value Value)>();
        var isNullable = !chooser.IsComplete && rest is null;
        foreach (var entry in cases)
        {
            if (Bind(entry.Value, target, subject) is not { } value) return null;
            arms.Add((chooser.Pattern(entry.Key), value));
            isNullable |= value.Type.IsNullable;
        }

        var last = rest is not null ? Bind(rest, target, subject) : chooser.IsComplete ? null : Null(node, target);
        if (last is null && !chooser.IsComplete) return null;
        if (last is not null) isNullable |= last.Type.IsNullable;
        var type = isNullable ? target.Type : target.Type.NotNull();
        return new Value(chooser.Expression(arms.Select(a => (a.Pattern, a.Value.Code)).ToList(), last?.Code), type) { IsPrimary = true };
    }

    private Value? BindEach(AdapterNode node, AdapterNode each, Target target, Value? subject)
    {
        if (Source(each, subject) is not { } list) return null;
        if (target.Type is not { Kind: TypeKind.List, Element: { } wanted })
        {
            _context.Faults.Error(AdapterIds.NoConversion, each.Position, $"$each makes a list, and {target.Name} wants {target.Type.Display}.");
            return null;
        }

        var item = _scope.Local("row");
        var isList = list.Type.Kind == TypeKind.List;
        var element = isList ? list.Type.Element ?? TypeRef.Text : list.Type.NotNull();
        var row = new Value(item, element) { IsAnswer = list.IsAnswer };
        var condition = "";
        if (node.Find("$where") is { } where)
        {
            if (Condition(where, row) is not { } code) return null;
            condition = code;
        }

        if (Row(node, new Target(wanted, "a row of " + target.Name), row) is not { } value) return null;
        var method = _context.Needs(condition.Length == 0 ? "Each" : "EachWhere");
        var mapping = condition.Length == 0 ? $"{item} => {value.Code}" : $"{item} => {condition}, {item} => {value.Code}";
        return new Value(EachCode(list, isList, target, element, wanted, method, mapping), target.Type.IsNullable && list.Type.IsNullable ? target.Type : target.Type.NotNull());
    }

    // A null list is left out where the target can be, and empty otherwise; a single value is a list of none or one.
    private string EachCode(Value list, bool isList, Target target, TypeRef element, TypeRef wanted, string method, string mapping)
    {
        var types = $"<{element.Full}, {wanted.Full}>";
        string rows;
        if (!isList)
        {
            var one = _scope.Fresh();
            rows = list.Type.IsNullable
                ? $"{method}{types}({list.Operand} is {{ }} {one} ? new[] {{ {one} }} : [], {mapping})"
                : $"{method}{types}(new[] {{ {list.Code} }}, {mapping})";
        }
        else if (!list.Type.IsNullable)
        {
            rows = $"{method}{types}({list.Code}, {mapping})";
        }
        else if (target.Type.IsNullable)
        {
            var rowsOf = _scope.Fresh();
            return $"({list.Operand} is {{ }} {rowsOf} ? {Listed(target, $"{method}{types}({rowsOf}, {mapping})")} : null)";
        }
        else
        {
            rows = $"{method}{types}({list.Operand} ?? [], {mapping})";
        }

        return Listed(target, rows);
    }

    private static string Listed(Target target, string rows) =>
        target.Type.CSharp.StartsWith("global::System.Collections.Generic.List<", StringComparison.Ordinal) ? $"new {target.Type.CSharp}({rows})" : rows;

    /// <summary>One row of $each: $value, or the names beside it.</summary>
    public Value? Row(AdapterNode node, Target target, Value row)
    {
        if (node.Find("$value") is { } value)
        {
            Only(node, "$each", "$where", "$value");
            return Bind(value, target, row);
        }

        var names = AdapterNode.Map([.. node.Entries.Where(e => e.Key is not ("$each" or "$where"))], node.Position);
        if (names.Entries.Count > 0) return BindObject(names, target, row);
        _context.Faults.Error(AdapterIds.NotFilled, node.Position, "$each needs $value, names or a $shape: what a row becomes.");
        return null;
    }

    private string? Condition(AdapterNode where, Value row)
    {
        if (where.Kind != AdapterNodeKind.Map || where.Entries.Count != 1)
        {
            _context.Faults.Error(AdapterIds.NotFilled, where.Position, "$where is { present: \"{.x}\" }, or { \"{.x}\": literal }.");
            return null;
        }

        var entry = where.Entries[0];
        if (entry.Key == "present") return Source(entry.Value, row) is { } present ? $"{present.Operand} is not null" : null;
        if (Source(AdapterNode.Scalar(entry.Key, true, entry.KeyPosition), row) is not { } left) return null;
        if (LiteralBinder.Code(entry.Value, left.Type.NotNull(), _context) is { } literal) return $"{left.Operand} == {literal}";
        _context.Faults.Error(AdapterIds.NoConversion, entry.Value.Position, $"'{entry.Value.Text}' is no {left.Type.Display}, so it never equals '{entry.Key}'.");
        return null;
    }

    private Value? Converted(AdapterNode node, string name, Value value, Target? target)
    {
        switch (name)
        {
            case "path":
                var text = Convert(node, value, new Target(TypeRef.Text.OrNull(), "the converter path"));
                return text is null ? null : Lift(text, code => $"{_context.Needs("EncodePath")}({code})", TypeRef.Text);
            case "range":
                return Range(node, value);
            case "error":
                return ErrorKind(node, value);
        }

        if (name.Length == 0 || !char.IsUpper(name[0]))
        {
            var nearest = NearestName.Of(name, Converters);
            _context.Faults.Error(AdapterIds.UnknownConverter, node.Position, $"There is no converter '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} There are range, path and error; one of your own begins with a capital.");
            return null;
        }

        if (target is null)
        {
            _context.Faults.Error(AdapterIds.UnknownConverter, node.Position, $"'{name}' cannot stand here, where no target says what it must give.");
            return null;
        }

        var converter = _context.Convert(new ConverterPlan(CSharpNames.Escape(name), value.Type.Full, target.Type.Full));
        if (converter.Target == target.Type.Full && converter.Source == value.Type.Full) return new Value($"{converter.Name}({value.Code})", target.Type);
        if (converter.Target.TrimEnd('?') == target.Type.CSharp && converter.Source.EndsWith("?", StringComparison.Ordinal) && converter.Target == target.Type.CSharp) return new Value($"{converter.Name}({value.Code})", target.Type.NotNull());
        _context.Faults.Error(AdapterIds.NoConversion, node.Position, $"The converter {name} takes {converter.Source} and gives {converter.Target} elsewhere; here it would take {value.Type.Full} and give {target.Type.Full}. Give one of them another name.");
        return null;
    }

    private Value Lift(Value value, Func<string, string> convert, TypeRef result)
    {
        if (!value.Type.IsNullable) return new Value(convert(value.Code), result) { Origin = value.Origin };
        var local = _scope.Fresh();
        return new Value($"({value.Operand} is {{ }} {local} ? {convert(local)} : default({result.OrNull().Full}))", result.OrNull());
    }

    private Value? Range(AdapterNode node, Value value)
    {
        var shape = _context.ShapeOf(value.Type);
        var offset = shape?.FindLoosely("Offset");
        var length = shape?.FindLoosely("Length");
        if (offset is not { Type: { Kind: TypeKind.Int64 or TypeKind.Int32, IsNullable: false } } || length is not { Type.Kind: TypeKind.Int64 or TypeKind.Int32 })
        {
            _context.Faults.Error(AdapterIds.NoConversion, node.Position, $"range wants an object with whole numbers Offset and Length, not {value.Type.Display}.");
            return null;
        }

        return Lift(value, code => $"{_context.Needs("RangeText")}({code}.{offset.Name}, {code}.{length.Name})", TypeRef.Text);
    }

    private Value? ErrorKind(AdapterNode node, Value value)
    {
        if (_context.Errors?.KindType is not { } kind)
        {
            _context.Faults.Error(AdapterIds.UnknownConverter, node.Position, "The converter error needs an errors table whose exception has a kind.");
            return null;
        }

        if (Convert(node, value, new Target(TypeRef.Text.OrNull(), "the converter error")) is not { } code) return null;
        return new Value($"{_context.Needs("KindOfCode")}({code.Code})", new TypeRef(TypeKind.Enum, kind, true));
    }

    private void Only(AdapterNode node, params string[] words)
    {
        foreach (var entry in node.Entries)
        {
            if (!words.Contains(entry.Key)) _context.Faults.Unknown(entry.KeyPosition, $"Beside {words[0]} there is no place for it: the name", entry.Key, words);
        }
    }
}
