using System.Globalization;
using Virga.Specs.Emission;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>C# of the literals of a document: sizes and durations take units.</summary>
internal static class LiteralBinder
{
    private static readonly (string Suffix, long Factor)[] Sizes =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("PiB", 1L << 50),
        ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("PB", 1_000_000_000_000_000), ("B", 1),
    ];

    private static readonly (string Suffix, string Method)[] Durations =
    [
        ("ms", "FromMilliseconds"), ("d", "FromDays"), ("h", "FromHours"), ("m", "FromMinutes"), ("s", "FromSeconds"),
    ];

    /// <summary>Null when the text does not fit the type.</summary>
    public static string? Code(AdapterNode node, TypeRef type, AdapterContext context)
    {
        var text = node.Text;
        return type.Kind switch
        {
            TypeKind.String => CSharpText.Literal(text),
            TypeKind.Boolean => text is "true" or "false" ? text : null,
            TypeKind.Int32 => Size(text) is { } size && size is >= int.MinValue and <= int.MaxValue ? Number(size) : null,
            TypeKind.Int64 => Size(text) is { } size ? Number(size) + "L" : null,
            TypeKind.Float or TypeKind.Double or TypeKind.Decimal => Real(text, type.Kind),
            TypeKind.Duration => Duration(text),
            TypeKind.Guid => Guid.TryParse(text, out var guid) ? $"new global::System.Guid({CSharpText.Literal(guid.ToString("D"))})" : null,
            TypeKind.Uri => Uri.TryCreate(text, UriKind.Absolute, out _) ? $"new global::System.Uri({CSharpText.Literal(text)})" : null,
            TypeKind.Enum or TypeKind.Object => Enum(text, type, context),
            _ => null,
        };
    }

    /// <summary>A whole number with an optional unit of size.</summary>
    public static long? Size(string text)
    {
        foreach (var (suffix, factor) in Sizes)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            if (!long.TryParse(text.Substring(0, text.Length - suffix.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
            return count > long.MaxValue / factor ? null : count * factor;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Real(string text, TypeKind kind)
    {
        if (kind == TypeKind.Decimal) return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact.ToString(CultureInfo.InvariantCulture) + "M" : null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) || double.IsInfinity(real) || double.IsNaN(real)) return null;
        return real.ToString("R", CultureInfo.InvariantCulture) + (kind == TypeKind.Float ? "F" : "D");
    }

    private static string? Duration(string text)
    {
        foreach (var (suffix, method) in Durations)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            return int.TryParse(text.Substring(0, text.Length - suffix.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? $"global::System.TimeSpan.{method}({Number(count)})"
                : null;
        }

        return null;
    }

    // An enum of the interface by its member's name, one of the spec by its value on the wire.
    private static string? Enum(string text, TypeRef type, AdapterContext context)
    {
        if (context.EnumOf(type) is { } plan)
        {
            foreach (var member in plan.Members)
            {
                if (member.Value == text) return $"{type.CSharp}.{CSharpText.Identifier(member.Name)}";
            }

            return plan.IsOpen && !plan.IsInteger ? $"new {type.CSharp}({CSharpText.Literal(text)})" : null;
        }

        return context.ShapeOf(type) is { IsEnum: true } shape && shape.EnumMembers.Contains(text) ? $"{type.CSharp}.{CSharpNames.Escape(text)}" : null;
    }
}
