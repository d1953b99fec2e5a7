using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>A C# type as a planner sees it, of the interface or of the emitted client. Value-equal.</summary>
/// <param name="Kind">What it is; types that are none of the kinds are objects.</param>
/// <param name="CSharp">Fully qualified, without a question mark.</param>
/// <param name="IsValueType">Whether null needs Nullable{T}.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Format">The wire format when it comes from a spec.</param>
/// <param name="Element">Item of a list, value of a map.</param>
public sealed record TypeRef(TypeKind Kind, string CSharp, bool IsValueType, bool IsNullable = false, string Format = "", TypeRef? Element = null)
{
    public static TypeRef Text { get; } = new(TypeKind.String, "string", false);

    public static TypeRef Number { get; } = new(TypeKind.Int64, "long", true);

    public static TypeRef Integer { get; } = new(TypeKind.Int32, "int", true);

    public static TypeRef Flag { get; } = new(TypeKind.Boolean, "bool", true);

    public static TypeRef Time { get; } = new(TypeKind.Duration, "global::System.TimeSpan", true);

    /// <summary>With the question mark where it may be null.</summary>
    public string Full => IsNullable ? CSharp + "?" : CSharp;

    /// <summary>For messages: without namespaces.</summary>
    public string Display
    {
        get
        {
            var text = System.Text.RegularExpressions.Regex.Replace(Full, @"global::(?:\w+\.)*", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            return Format.Length == 0 ? text : $"{text} (format {Format})";
        }
    }

    public static TypeRef From(TypePlan plan, bool isNullable) =>
        new(plan.Kind, plan.CSharp, plan.IsValueType, isNullable, plan.Format, plan.Element is { } element ? From(element, plan.IsElementNullable) : null);

    public TypeRef OrNull() => IsNullable ? this : this with { IsNullable = true };

    public TypeRef NotNull() => IsNullable ? this with { IsNullable = false } : this;
}
