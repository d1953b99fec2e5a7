using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the members of a body that the client fills: what the caller gives counts, a copy holds the rest.</summary>
internal sealed class FillEmitter(CodeWriter writer, BodyPlan body)
{
    public const string Local = ArgumentScope.Filled;

    public void Print()
    {
        var given = body.Made is null ? body.Argument : $"{body.Argument} ?? {body.Made}";
        writer.Line($"var {Local} = {given};").Line($"{Local} = {Expression(Local)};");
    }

    /// <summary>The value in a local with what the client fills; the local itself when that is nothing.</summary>
    public string Expression(string local) => body.Fills.Count == 0 ? local : With(local, local, body.Fills);

    private static string With(string value, string path, EquatableArray<MemberFillPlan> fills) =>
        $"{value} with {{ {string.Join(", ", fills.Select(fill => Assign(path, fill)))} }}";

    private static string Assign(string path, MemberFillPlan member)
    {
        var property = CSharpText.Identifier(member.Property);
        var inside = $"{path}.{property}";
        if (member.Fill is { } fill) return $"{property} = {inside} ?? {Text(member.Type, fill, member.Property)}";
        return member.IsNullable
            ? $"{property} = {inside} is null ? null : {With(inside, inside, member.Members)}"
            : $"{property} = {With(inside, inside, member.Members)}";
    }

    private static string Text(TypePlan type, FillPlan fill, string property)
    {
        if (fill.Client is not null) return ScalarText.FromText(type, $"Transport.Variable({CSharpText.Literal(fill.Client)})", CSharpText.Literal(fill.Client));
        return fill.Session is null ? "NewToken()" : ScalarText.FromText(type, $"{SessionNames.Local(fill.Session)}.Value({CSharpText.Literal(fill.SessionValue ?? "")})", CSharpText.Literal(property));
    }
}
