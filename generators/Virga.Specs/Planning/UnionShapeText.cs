using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Writes what tells the variants of a union apart, as Virga.Core's UnionShapes reads it; only what is needed for that.</summary>
internal static class UnionShapeText
{
    private const int MostKnown = 40;

    public static string Of(IReadOnlyList<UnionLeaf> leaves)
    {
        var objects = leaves.Where(leaf => leaf.Schema.Kind == SchemaKind.Object).ToList();
        var isNamed = objects.All(leaf => leaf.Keys.Count > 0) && objects.SelectMany(leaf => leaf.Keys).GroupBy(key => key, StringComparer.Ordinal).All(same => same.Count() == 1);
        var hasMap = leaves.Any(leaf => leaf.Schema.Kind == SchemaKind.Map);
        var texts = leaves.Count(leaf => Kind(leaf.Schema) is not ('o' or 'm' or 'a' or 'b' or 'n' or 'i' or 'h'));
        var tells = !isNamed && objects.Count + (hasMap ? 1 : 0) > 1;
        var members = tells ? objects.ToDictionary(leaf => leaf, leaf => leaf.Schema.Properties.GroupBy(member => member.WireName, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal)) : [];
        return string.Join("\n", leaves.Select(leaf => Line(leaf, members, texts > 1)));
    }

    private static string Line(UnionLeaf leaf, Dictionary<UnionLeaf, Dictionary<string, PropertyModel>> members, bool tellsValues)
    {
        var schema = leaf.Schema;
        var kind = Kind(schema);
        var words = new List<string> { kind + Held(schema) };
        words.AddRange(leaf.Keys.Select(key => "@" + key));
        if (kind is 'e' or 'E')
        {
            if (tellsValues || kind == 'e') words.AddRange(schema.Enum.Select(value => "=" + value.Value));
            else words[0] = "s";
        }

        if (kind == 'o' && members.Count > 0) words.AddRange(Members(leaf, members));
        return string.Join("\t", words.Where(IsPlain));
    }

    private static IEnumerable<string> Members(UnionLeaf leaf, Dictionary<UnionLeaf, Dictionary<string, PropertyModel>> members)
    {
        var others = members.Where(other => !ReferenceEquals(other.Key, leaf)).Select(other => other.Value).ToList();
        var known = 0;
        foreach (var member in leaf.Schema.Properties)
        {
            var same = others.Select(other => other.TryGetValue(member.WireName, out var found) ? found : null).ToList();
            var constant = Constant(member);
            var isShared = same.Count > 0 && same.All(candidate => candidate is not null && Constant(candidate) == constant && Kinds(candidate.Schema) == Kinds(member.Schema) && candidate.Required == member.Required);
            if (isShared || (!member.Required && constant is null && ++known > MostKnown)) continue;
            var differs = same.Any(candidate => candidate is not null && Kinds(candidate.Schema) != Kinds(member.Schema));
            var value = constant is not null ? "\v=" + constant : differs && Kinds(member.Schema) is { Length: > 0 } kinds ? "\v" + kinds : "";
            yield return (member.Required && !member.WriteOnly ? "!" : "?") + member.WireName + value;
        }
    }

    private static string? Constant(PropertyModel member) =>
        member.Schema.Const is { Kind: not "null" } constant && IsPlain(constant.Text) ? constant.Text
        : member.Schema.Enum.Count == 1 && IsPlain(member.Schema.Enum[0].Value) ? member.Schema.Enum[0].Value : null;

    /// <summary>Kinds of the values of a member, empty for any.</summary>
    private static string Kinds(SchemaModel schema)
    {
        if (schema.Kind != SchemaKind.Union) return schema.Kind == SchemaKind.Any ? "" : Broad(Kind(schema)).ToString();
        var leaves = UnionLeaves.Of(schema);
        return leaves.Count == 0 ? "" : new string([.. leaves.Select(leaf => Broad(Kind(leaf.Schema))).Distinct().OrderBy(kind => kind)]);
    }

    private static string Held(SchemaModel schema) => schema.Kind switch
    {
        SchemaKind.Array when schema.Items is { } items => Kinds(items.Original ?? items),
        SchemaKind.Map when schema.AdditionalProperties is { } values => Kinds(values.Original ?? values),
        _ => "",
    };

    private static char Broad(char kind) => kind is 'o' or 'm' or 'a' or 'b' or 'n' or 'i' ? kind : kind == 'h' ? 'i' : kind is 'l' or 'q' ? 'q' : 's';

    private static char Kind(SchemaModel schema)
    {
        if (schema.Enum.Count > 0) return schema.Kind == SchemaKind.Integer ? 'i' : schema.IsOpenEnum ? 'E' : 'e';
        if (schema.Kind == SchemaKind.Object) return 'o';
        if (schema.Kind == SchemaKind.Map) return 'm';
        if (schema.Kind == SchemaKind.Array) return 'a';
        var type = ScalarTypes.For(schema);
        return (type.Kind, type.Format) switch
        {
            (TypeKind.Boolean, _) => 'b',
            (TypeKind.Int32 or TypeKind.Int64, _) => type.IsQuoted ? 'l' : type.Kind == TypeKind.Int32 ? 'h' : 'i',
            (TypeKind.Float or TypeKind.Double or TypeKind.Decimal, _) => type.IsQuoted ? 'q' : 'n',
            (TypeKind.DateTime, "http-date") => 'r',
            (TypeKind.DateTime, "") => 'd',
            (TypeKind.DateTime, _) => type.IsQuoted ? 'q' : 'n',
            (TypeKind.Date, _) => 'D',
            (TypeKind.Time, _) => 't',
            (TypeKind.Duration, "") => 'p',
            (TypeKind.Duration, _) => type.IsQuoted ? 'q' : 'n',
            (TypeKind.Guid, _) => 'u',
            (TypeKind.Uri, _) => 'U',
            (TypeKind.Bytes, "base16") => 'X',
            (TypeKind.Bytes, _) => 'x',
            _ => 's',
        };
    }

    /// <summary>Words that hold a separator are left out: the variant is told by the others.</summary>
    private static bool IsPlain(string word) => word.IndexOfAny(['\n', '\t']) < 0;
}
