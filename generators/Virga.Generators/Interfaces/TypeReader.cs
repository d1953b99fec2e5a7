using Microsoft.CodeAnalysis;
using Virga.Specs.Adapters;
using Virga.Specs.Emission;
using Kind = Virga.Specs.Planning.TypeKind;

namespace Virga.Generators;

/// <summary>Reduces types to values, each object and enum once.</summary>
internal sealed class TypeReader(Compilation compilation)
{
    public static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly Dictionary<string, Kind> Scalars = new(StringComparer.Ordinal)
    {
        ["string"] = Kind.String,
        ["int"] = Kind.Int32,
        ["long"] = Kind.Int64,
        ["float"] = Kind.Float,
        ["double"] = Kind.Double,
        ["decimal"] = Kind.Decimal,
        ["bool"] = Kind.Boolean,
        ["global::System.DateTimeOffset"] = Kind.DateTime,
        ["global::System.DateOnly"] = Kind.Date,
        ["global::System.TimeOnly"] = Kind.Time,
        ["global::System.TimeSpan"] = Kind.Duration,
        ["global::System.Guid"] = Kind.Guid,
        ["global::System.Uri"] = Kind.Uri,
        ["global::System.IO.Stream"] = Kind.Stream,
        ["global::System.ReadOnlyMemory<byte>"] = Kind.Bytes,
        ["byte[]"] = Kind.Bytes,
        ["global::System.Text.Json.JsonElement"] = Kind.Any,
    };

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "IReadOnlyList", "IReadOnlyCollection", "IEnumerable", "IList", "ICollection", "List" };
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal) { "IReadOnlyDictionary", "IDictionary", "Dictionary" };

    private readonly Dictionary<string, TypeShape?> _shapes = new(StringComparer.Ordinal);

    /// <summary>What was reached so far, in an order that does not depend on chance.</summary>
    public IEnumerable<TypeShape> Shapes => _shapes.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value).OfType<TypeShape>();

    public TypeRef Read(ITypeSymbol type)
    {
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated && !type.IsValueType;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } lifted)
        {
            type = lifted.TypeArguments[0];
            isNullable = true;
        }

        var csharp = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Format);
        if (Scalars.TryGetValue(csharp, out var kind)) return new TypeRef(kind, csharp, type.IsValueType, isNullable);
        if (type is IArrayTypeSymbol array) return new TypeRef(Kind.List, csharp, false, isNullable, Element: Read(array.ElementType));
        if (type is INamedTypeSymbol named && Collection(named) is { } collection) return new TypeRef(collection.Kind, csharp, false, isNullable, Element: Read(collection.Element));
        AddShape(csharp, type);
        return new TypeRef(type.TypeKind == TypeKind.Enum ? Kind.Enum : Kind.Object, csharp, type.IsValueType, isNullable);
    }

    /// <summary>The capability that an option is bound to; null for none.</summary>
    public static string? Capability(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.ToDisplayString() == "Virga.RequiresCapabilityAttribute" && attribute.ConstructorArguments.Length == 1) return attribute.ConstructorArguments[0].Value as string;
        }

        return null;
    }

    private static (Kind Kind, ITypeSymbol Element)? Collection(INamedTypeSymbol type)
    {
        if (type.ContainingNamespace?.ToDisplayString() != "System.Collections.Generic") return null;
        if (type.TypeArguments.Length == 1 && Lists.Contains(type.Name)) return (Kind.List, type.TypeArguments[0]);
        if (type.TypeArguments.Length == 2 && Maps.Contains(type.Name) && type.TypeArguments[0].SpecialType == SpecialType.System_String) return (Kind.Map, type.TypeArguments[1]);
        return null;
    }

    private void AddShape(string csharp, ITypeSymbol type)
    {
        if (_shapes.ContainsKey(csharp) || type is not INamedTypeSymbol named) return;
        _shapes[csharp] = null;
        _shapes[csharp] = named.TypeKind == TypeKind.Enum ? Enum(csharp, named) : Object(csharp, named);
    }

    private static TypeShape Enum(string csharp, INamedTypeSymbol type) => new(csharp, true)
    {
        IsEnum = true,
        EnumMembers = new(type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => f.Name)),
    };

    private TypeShape Object(string csharp, INamedTypeSymbol type)
    {
        // Types of the platform are values here: their insides are no business of a document, but for exceptions that are thrown.
        var isPlatform = csharp.StartsWith("global::System.", StringComparison.Ordinal) && !csharp.StartsWith("global::System.Collections.Generic.KeyValuePair<", StringComparison.Ordinal);
        var bases = Bases(type).ToList();
        var isException = bases.Contains("global::System.Exception");
        if (isPlatform && !isException) return new TypeShape(csharp, type.IsValueType) { Bases = new(bases) };
        return new TypeShape(csharp, type.IsValueType)
        {
            IsRecord = type.IsRecord,
            IsAbstract = type.IsAbstract,
            IsPublic = type.DeclaredAccessibility == Accessibility.Public,
            Members = new(isException ? type.GetMembers().OfType<IPropertySymbol>().Where(IsVisible).Select(Member) : Members(type)),
            Constructors = new(type.IsAbstract ? [] : type.InstanceConstructors.Where(c => IsAccessible(c) && !IsCopy(c, type)).Select(Constructor)),
            Bases = new(bases),
        };
    }

    private static IEnumerable<string> Bases(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType) yield return current.ToDisplayString(Format);
        foreach (var implemented in type.AllInterfaces) yield return implemented.ToDisplayString(Format);
    }

    private IEnumerable<MemberShape> Members(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>().Where(IsVisible))
            {
                if (seen.Add(property.Name)) yield return Member(property);
            }
        }
    }

    private bool IsVisible(IPropertySymbol property) => !property.IsStatic && !property.IsIndexer && IsAccessible(property);

    private bool IsAccessible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly);

    private MemberShape Member(IPropertySymbol property) => new(
        property.Name,
        Read(property.Type),
        property.GetMethod is { } getter && IsAccessible(getter),
        property.SetMethod is { } setter && IsAccessible(setter),
        property.IsRequired,
        Capability(property));

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private ConstructorShape Constructor(IMethodSymbol constructor) => new(
        new(constructor.Parameters.Select(p => new ParameterShape(p.Name, Read(p.Type), p.HasExplicitDefaultValue) { Default = Default(p), IsByReference = p.RefKind != RefKind.None })),
        constructor.GetAttributes().Any(a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute"));

    // Only what a null source could fall back on.
    private static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return null;
        return parameter.ExplicitDefaultValue switch
        {
            bool flag => flag ? "true" : "false",
            string text => CSharpText.Literal(text),
            int number when parameter.Type.TypeKind != TypeKind.Enum => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture) + "L",
            _ => "default",
        };
    }
}
