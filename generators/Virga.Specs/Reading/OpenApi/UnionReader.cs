using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>oneOf, anyOf, several types at once, and bases whose children a discriminator tells apart.</summary>
internal sealed class UnionReader(ReadingScope scope, TypeNames names, SchemaReader schemas)
{
    /// <summary>Words that say what a schema is; the others only narrow it.</summary>
    private static readonly HashSet<string> Shapes = new(StringComparer.Ordinal)
    {
        "type", "properties", "items", "enum", "const", "allOf", "anyOf", "oneOf", "additionalProperties", "format", "contentEncoding", "contentMediaType", "patternProperties", "prefixItems",
    };

    /// <summary>Words of the holder that every branch has too.</summary>
    private static readonly HashSet<string> Shared = new(StringComparer.Ordinal) { "properties", "required", "additionalProperties", "items", "enum", "format", "patternProperties" };

    private readonly DiscriminatorReader _discriminators = new(scope, names);

    /// <summary>Whether the schema is a union; the model is one then.</summary>
    public bool TryFill(MarkedNode node, SchemaModel model, string place, SchemaParts parts, IReadOnlyList<string> types)
    {
        foreach (var choice in parts.Choices)
        {
            if (IsCheck(choice, parts)) continue;
            var own = choice.Holder["discriminator"] ?? node["discriminator"];
            Fill(node, model, place, Branches(choice, parts, types), own ?? Inherited(choice), isInherited: own is null);
            return true;
        }

        if (types.Count == 0 && parts.Key("enum") is { IsSequence: true } values) types = Literals(values);
        if (types.Count > 1)
        {
            Fill(node, model, place, [.. types.Select(type => OfType(parts, type, node))], null);
            return true;
        }

        if (node["discriminator"] is not { } discriminator || _discriminators.Family(node, discriminator) is not { Count: > 0 } family) return false;
        Fill(node, model, place, family, discriminator);
        return true;
    }

    /// <summary>The types of the values of an enum that says none.</summary>
    private static List<string> Literals(MarkedNode values)
    {
        var types = values.Items.Where(item => !item.IsNull).Select(SchemaFiller.OfLiteral).Distinct().ToList();
        if (types.Contains("number")) types.Remove("integer");
        return types.Contains("") ? [] : types;
    }

    private void Fill(MarkedNode node, SchemaModel model, string place, IReadOnlyList<MarkedNode> branches, MarkedNode? discriminator, bool isInherited = false)
    {
        scope.Spend(branches.Count, node.Position);
        model.Kind = SchemaKind.Union;
        names.Name(model, node, place);
        var keys = _discriminators.Read(discriminator, branches, isInherited);
        model.Discriminator = keys.Member;
        var stem = model.Key is null ? place : Identifiers.Pascal(model.Key);
        model.Variants = [.. keys.Branches.Select(branch => new VariantModel(schemas.Read(branch.Node, stem + Suffix(branch)), branch.Keys))];
    }

    /// <summary>The discriminator of a base that all branches extend.</summary>
    private MarkedNode? Inherited(SchemaChoice choice)
    {
        MarkedNode? common = null;
        foreach (var branch in choice.Branches)
        {
            var own = new SchemaParts(scope, branch).Nodes.Select(node => node["discriminator"]).FirstOrDefault(found => found is not null);
            if (own is null || (common is not null && common != own)) return null;
            common = own;
        }

        return common;
    }

    /// <summary>What tells an inline variant's type name from the others: its key, a constant, or its type.</summary>
    private string Suffix(DiscriminatorReader.Branch branch)
    {
        if (branch.Keys.Count > 0) return Identifiers.Pascal(branch.Keys[0]);
        var parts = new SchemaParts(scope, branch.Node);
        var types = parts.Types().Types;
        return (types.Count == 1 ? types[0] : SchemaFiller.Infer(parts)) switch
        {
            "object" => parts.Entries("properties").Select(entry => entry.Value["const"]).FirstOrDefault(value => value is { IsScalar: true, ScalarKind: ScalarKind.String }) is { } constant ? Identifiers.Pascal(constant.Scalar!) : "Object",
            "array" => "List",
            "string" => "Text",
            "integer" or "number" => "Number",
            _ => "Value",
        };
    }

    /// <summary>Branches that only require members, or say again that it is an object, choose nothing: they check what the rest says.</summary>
    private bool IsCheck(SchemaChoice choice, SchemaParts parts)
    {
        var isObject = parts.Key("properties") is not null;
        return choice.Branches.All(branch => (scope.References.Follow(branch) ?? branch) is var node
            && !node.Entries.Any(entry => Shapes.Contains(entry.Key) && !(isObject && entry is { Key: "type", Value.Scalar: "object" })));
    }

    /// <summary>The branches, each with what stands beside the choice, unless it says that already.</summary>
    private List<MarkedNode> Branches(SchemaChoice choice, SchemaParts parts, IReadOnlyList<string> types)
    {
        var rest = parts.Nodes.Select(Rest).Where(node => node.Entries.Any(entry => Shared.Contains(entry.Key))).ToList();
        return [.. choice.Branches.Select(branch => With(rest, types, branch, parts))];
    }

    private MarkedNode With(List<MarkedNode> rest, IReadOnlyList<string> types, MarkedNode branch, SchemaParts parts)
    {
        if (rest.Count == 0 && types.Count != 1) return branch;
        var own = new SchemaParts(scope, branch);
        if (parts.Nodes.Any(own.Contains)) return branch;
        var hasType = own.Types().Types.Count > 0 || SchemaFiller.Infer(own).Length > 0 || own.Choices.Any();
        if (hasType && Says(own, rest)) return branch;
        var all = new List<MarkedNode>(rest);
        if (!hasType && types.Count == 1) all.Insert(0, MarkedNode.OfMapping([Text("type", types[0], branch)], branch.Position));
        all.Add(branch);
        var entries = new List<MarkedEntry> { new("allOf", branch.Position, MarkedNode.OfSequence(all, branch.Position)) };
        if (own.Nodes[own.Nodes.Count - 1].Entry("title") is { } title) entries.Insert(0, title);
        return MarkedNode.OfMapping(entries, branch.Position);
    }

    /// <summary>Whether a branch knows every member that the rest has, and requires what that requires.</summary>
    private static bool Says(SchemaParts branch, List<MarkedNode> rest)
    {
        if (rest.Count == 0) return true;
        var known = new HashSet<string>(branch.Entries("properties").Select(entry => entry.Key), StringComparer.Ordinal);
        var required = branch.Required();
        return rest.All(node => node.Entries.All(entry => entry.Key switch
        {
            "properties" => entry.Value.Entries.All(member => known.Contains(member.Key)),
            "required" => entry.Value.Items.All(member => required.Contains(member.Scalar ?? "")),
            "additionalProperties" => entry.Value.Scalar == "false",
            _ => !Shared.Contains(entry.Key),
        }));
    }

    private static MarkedNode Rest(MarkedNode node) =>
        MarkedNode.OfMapping([.. node.Entries.Where(entry => Shared.Contains(entry.Key) || entry.Key == "type")], node.Position);

    /// <summary>One of several types: the schema again, with this type alone.</summary>
    private static MarkedNode OfType(SchemaParts parts, string type, MarkedNode node)
    {
        var nodes = parts.Nodes.Select(part => MarkedNode.OfMapping([.. part.Entries.Where(entry => entry.Key is not ("type" or "$ref" or "allOf" or "title" or "default" or "nullable" or DialectKeys.Name)).Select(entry => Narrow(entry, type))], part.Position));
        return MarkedNode.OfMapping(
            [new("allOf", node.Position, MarkedNode.OfSequence([.. nodes], node.Position)), Text("type", type, node)],
            node.Position);
    }

    /// <summary>Of an enum over several types, what is of one of them.</summary>
    private static MarkedEntry Narrow(MarkedEntry entry, string type)
    {
        if (entry.Key != "enum") return entry;
        var fitting = entry.Value.Items.Where(item => !item.IsNull && SchemaFiller.OfLiteral(item) is var found && (found == type || (found == "integer" && type == "number"))).ToList();
        return fitting.Count > 0 ? entry with { Value = MarkedNode.OfSequence(fitting, entry.Value.Position) } : entry with { Key = "x-enum" };
    }

    private static MarkedEntry Text(string key, string value, MarkedNode at) => new(key, at.Position, MarkedNode.OfScalar(value, ScalarKind.String, at.Position));
}
