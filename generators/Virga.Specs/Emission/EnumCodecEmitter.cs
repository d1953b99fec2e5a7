using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints how closed enums become text and come back: <c>Text(Color?)</c> and <c>ParseColor</c>. Open ones need nothing, they are their text.</summary>
internal sealed class EnumCodecEmitter(CodeWriter writer)
{
    public void Print(EnumPlan item)
    {
        if (item.IsOpen) return;
        writer.Line();
        using (writer.Open($"internal static string? Text({item.Type.NullableCSharp} value) => value switch", "};"))
        {
            foreach (var member in Distinct(item)) writer.Line($"{item.Type.CSharp}.{CSharpText.Identifier(member.Name)} => {CSharpText.Literal(member.Value)},");
            writer.Line("null => null,");
            writer.Line($"_ => throw new global::System.ArgumentOutOfRangeException(nameof(value), value, {CSharpText.Literal(item.Name + " has no such value")}),");
        }

        writer.Line();
        using (writer.Open($"internal static {item.Type.CSharp} Parse{item.Type.Stem}(string text, string what) => text switch", "};"))
        {
            foreach (var member in Distinct(item)) writer.Line($"{CSharpText.Literal(member.Value)} => {item.Type.CSharp}.{CSharpText.Identifier(member.Name)},");
            writer.Line($"_ => throw new {RuntimeNames.VirgaException}({RuntimeNames.ErrorKind}.MalformedResponse, $\"'{{what}}' is '{{text}}', which the spec does not know as a value of {CSharpText.Identifier(item.Name)}\"),");
        }
    }

    private static IEnumerable<EnumMemberPlan> Distinct(EnumPlan item)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return item.Members.Where(member => seen.Add(member.Value));
    }
}
