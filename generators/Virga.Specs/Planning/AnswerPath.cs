using System.Globalization;
using Virga.Specs.Emission;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>A path of the document (<c>header.X</c>, <c>body.a.b[0]</c>) as a C# expression over a variable that holds an answer.</summary>
/// <param name="Expression">Null-safe expression.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record AnswerPath(string Expression, TypePlan Type, bool IsNullable)
{
    /// <summary>Resolves a path in the answer of an operation; null when it leads nowhere.</summary>
    public static AnswerPath? Resolve(PlanningContext context, OperationPlan operation, string path, string variable)
    {
        if (path.StartsWith("header.", StringComparison.Ordinal)) return Header(operation, path.Substring("header.".Length), variable);
        var isBody = path == "body" || path.StartsWith("body.", StringComparison.Ordinal) || path.StartsWith("body[", StringComparison.Ordinal);
        if (!isBody || operation.BodyType is null || operation.Result == ResultShape.Items) return null;
        var root = operation.Result == ResultShape.Body ? variable : variable + ".Body";
        return Walk(context, new AnswerPath(root, operation.BodyType, operation.IsBodyOptional), path.Substring("body".Length));
    }

    /// <summary>Goes down from a value: <c>.a.b[0]</c>.</summary>
    public static AnswerPath? Walk(PlanningContext context, AnswerPath from, string rest)
    {
        var at = from;
        var position = 0;
        while (position < rest.Length)
        {
            var isIndex = rest[position] == '[';
            var end = isIndex ? rest.IndexOf(']', position) : NextStop(rest, position + 1);
            if (end < 0) return null;
            var name = rest.Substring(position + 1, end - position - 1);
            var next = isIndex ? at.Index(name) : at.Member(context, name);
            if (next is null) return null;
            at = next;
            position = isIndex ? end + 1 : end;
        }

        return at;
    }

    /// <summary>The value as a text, null when it is absent.</summary>
    public string AsText() => ScalarText.ToText(Type, Expression, IsNullable);

    private static int NextStop(string text, int start)
    {
        var stop = text.IndexOfAny(['.', '['], start);
        return stop < 0 ? text.Length : stop;
    }

    private static AnswerPath? Header(OperationPlan operation, string name, string variable)
    {
        var member = operation.Headers.FirstOrDefault(header => string.Equals(header.WireName, name, StringComparison.OrdinalIgnoreCase));
        return member is null ? null : new AnswerPath($"{variable}.{CSharpText.Identifier(member.Property)}", member.Type, member.IsNullable);
    }

    private AnswerPath? Member(PlanningContext context, string name)
    {
        var member = context.Schemas.Find(Type)?.Members.FirstOrDefault(candidate => candidate.WireName == name || (candidate.XmlName == name && name.Length > 0));
        if (member is null) return null;
        var access = IsNullable ? "?." : ".";
        return new AnswerPath($"{Expression}{access}{CSharpText.Identifier(member.Property)}", member.Type, IsNullable || member.IsNullable);
    }

    private AnswerPath? Index(string text)
    {
        if (Type.Kind != TypeKind.List || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        var number = index.ToString(CultureInfo.InvariantCulture);
        var nothing = Type.Element!.IsValueType ? $"default({Type.Element.NullableCSharp})" : "null";
        var list = CSharpNames.Escape("list" + number);
        return new AnswerPath($"({Expression} is {{ Count: > {number} }} {list} ? {list}[{number}] : {nothing})", Type.Element, true);
    }
}
