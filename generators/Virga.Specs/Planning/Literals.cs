using System.Globalization;
using Virga.Specs.Emission;
using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>C# literals of the defaults and constants of a spec.</summary>
internal static class Literals
{
    /// <summary>An expression of the type, or null when the literal does not fit it or the type has none (dates, lists).</summary>
    public static string? For(TypePlan type, LiteralModel literal, IReadOnlyList<EnumPlan> enums)
    {
        if (literal.Kind == "null") return null;
        return type.Kind switch
        {
            TypeKind.String => CSharpText.Literal(literal.Text),
            TypeKind.Enum => OfEnum(type, literal.Text, enums),
            _ => OfScalar(type, literal.Text),
        };
    }

    /// <summary>An expression that may stand as the default of an argument.</summary>
    public static string? Constant(TypePlan type, LiteralModel literal, IReadOnlyList<EnumPlan> enums) =>
        type is { Kind: TypeKind.Enum, IsOpen: true } or { Kind: TypeKind.Date or TypeKind.DateTime or TypeKind.Guid or TypeKind.Uri } ? null : For(type, literal, enums);

    private static string? OfScalar(TypePlan type, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        switch (type.Kind)
        {
            case TypeKind.Int32:
                return int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var int32) ? int32.ToString(culture) : null;
            case TypeKind.Int64:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var int64) ? int64.ToString(culture) + "L" : null;
            case TypeKind.Float:
                return float.TryParse(text, NumberStyles.Float, culture, out var single) && !float.IsInfinity(single) && !float.IsNaN(single) ? single.ToString("R", culture) + "F" : null;
            case TypeKind.Double:
                return double.TryParse(text, NumberStyles.Float, culture, out var real) && !double.IsInfinity(real) && !double.IsNaN(real) ? real.ToString("R", culture) + "D" : null;
            case TypeKind.Decimal:
                return decimal.TryParse(text, NumberStyles.Float, culture, out var exact) ? exact.ToString(culture) + "M" : null;
            case TypeKind.Date when type.Format.Length == 0:
                return DateTime.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var day) ? $"new {type.CSharp}({day.Year.ToString(culture)}, {day.Month.ToString(culture)}, {day.Day.ToString(culture)})" : null;
            case TypeKind.DateTime when type.Format.Length == 0:
                return text.Length > 10 && DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var time) ? $"new {type.CSharp}({time.Ticks.ToString(culture)}L, new global::System.TimeSpan({time.Offset.Ticks.ToString(culture)}L))" : null;
            case TypeKind.Guid:
                return Guid.TryParse(text, out var id) ? $"new {type.CSharp}({CSharpText.Literal(id.ToString("D"))})" : null;
            case TypeKind.Uri:
                return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) ? $"new {type.CSharp}({CSharpText.Literal(text)}, global::System.UriKind.RelativeOrAbsolute)" : null;
            case TypeKind.Boolean:
                return text is "true" or "false" ? text : null;
            default:
                return null;
        }
    }

    private static string? OfEnum(TypePlan type, string text, IReadOnlyList<EnumPlan> enums)
    {
        var plan = enums.FirstOrDefault(candidate => candidate.Type == type);
        var member = plan?.Members.FirstOrDefault(candidate => candidate.Value == text);
        return member is null ? null : $"{type.CSharp}.{CSharpText.Identifier(member.Name)}";
    }
}
