using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Virga.Serialization;
using Virga.Specs.Planning;

namespace Virga.Documents.Tests;

/// <summary>Random values of emitted types, by their plans. What a type can hold, and the wire can carry, may come; the same seed gives the same values.</summary>
internal sealed class RandomValues(ClientPlan plan, Random random, bool isXml)
{
    private const int Deepest = 4;
    private const string Plain = "abcXYZ 0189 .,;:-_/+=%&?#<>'\"\\{}[]()|~^`@!$*";
    private static readonly string[] Odd = ["é", "e\u0301", "名", "😀", "\u2028", "\u0085", "\u202E", "\uFEFF", "\u00A0", "\t", "\n", "]]>", "*/", "</a>", "\\u0022"];

    private readonly Dictionary<string, ObjectPlan> _objects = plan.Objects.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);
    private readonly Dictionary<string, EnumPlan> _enums = plan.Enums.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);

    private readonly Dictionary<string, UnionPlan> _unions = plan.Unions.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);

    /// <summary>A value of a type.</summary>
    /// <param name="type">As planned.</param>
    /// <param name="clr">As compiled.</param>
    /// <param name="depth">How deep it stands in another value.</param>
    public object Make(TypePlan type, Type clr, int depth = 0)
    {
        clr = Nullable.GetUnderlyingType(clr) ?? clr;
        return type.Kind switch
        {
            TypeKind.String => Text(type.Format),
            TypeKind.Int32 => Chance(4) ? Pick(int.MinValue, int.MaxValue, 0) : random.Next(-1000, 1000),
            TypeKind.Int64 => Chance(4) ? Pick(long.MinValue, long.MaxValue, 9007199254740993L) : random.NextInt64(-100000, 100000),
            TypeKind.Float => Chance(4) ? Pick(float.MaxValue, float.Epsilon, 0.1f) : (float)random.NextDouble() * 1000,
            TypeKind.Double => Chance(4) ? Pick(double.MaxValue, double.Epsilon, 0.1, -0.0) : random.NextDouble() * 1e6,
            TypeKind.Decimal => Chance(4) ? Pick(decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m) : new decimal(random.Next(), random.Next(), 0, Chance(2), (byte)random.Next(10)),
            TypeKind.Boolean => Chance(2),
            TypeKind.DateTime => DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(0, 4_000_000_000)),
            TypeKind.Date => new DateOnly(1970, 1, 1).AddDays(random.Next(40_000)),
            TypeKind.Time => new TimeOnly(random.NextInt64(86400) * TimeSpan.TicksPerSecond),
            TypeKind.Duration => TimeSpan.FromSeconds(random.Next(10_000_000)),
            TypeKind.Guid => NextGuid(),
            TypeKind.Uri => new Uri($"https://example.com/{random.Next()}?a=b%20{random.Next()}#c"),
            TypeKind.Bytes => new ReadOnlyMemory<byte>(Bytes(random.Next(20))),
            TypeKind.ContentRange => new ContentRange(random.Next(100), 100 + random.Next(100), Chance(2) ? 1000 : null),
            TypeKind.Any => Any(0),
            TypeKind.Enum => Enum(type, clr),
            TypeKind.Object => Object(type, clr, depth),
            TypeKind.List => List(type, clr, depth),
            TypeKind.Map => Map(type, clr, depth),
            TypeKind.Union => Union(type, clr, depth),
            _ => throw new NotSupportedException($"No random value of {type.Kind}."),
        };
    }

    private object Object(TypePlan type, Type clr, int depth)
    {
        var item = _objects[type.CSharp];
        var made = Activator.CreateInstance(clr)!;
        foreach (var member in item.Members)
        {
            var property = Property(clr, member.Property);
            var isLeft = member.IsNullable && (Chance(4) || (depth >= Deepest && !IsScalar(member.Type)));
            if (!isLeft) property.SetValue(made, Make(member.Type, property.PropertyType, depth + 1));
        }

        if (item.UnknownProperty is { } name && !isXml)
        {
            var property = Property(clr, name);
            var entries = Entries(item.Unknown!, property.PropertyType, depth, "unknown-");
            if (((ICollection)entries).Count > 0) property.SetValue(made, entries);
        }

        return made;
    }

    private Array List(TypePlan type, Type clr, int depth)
    {
        var element = clr.IsArray ? clr.GetElementType()! : clr.GetGenericArguments()[0];
        var list = Array.CreateInstance(element, depth >= Deepest ? 0 : random.Next(4));
        for (var i = 0; i < list.Length; i++) list.SetValue(type.IsElementNullable && Chance(3) ? null : Make(type.Element!, element, depth + 1), i);
        return list;
    }

    private object Map(TypePlan type, Type clr, int depth) => Entries(type.Element!, clr, depth, "", type.IsElementNullable);

    private object Entries(TypePlan element, Type clr, int depth, string prefix, bool isNullable = false)
    {
        var value = clr.GetGenericArguments()[1];
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        for (var count = depth >= Deepest ? 0 : random.Next(4); count > 0; count--) map[prefix + random.Next(1000) + Text("")] = isNullable && Chance(3) ? null : Make(element, value, depth + 1);
        return map;
    }

    private object Enum(TypePlan type, Type clr)
    {
        var known = _enums[type.CSharp].Members;
        if (clr.IsEnum) return Pick(System.Enum.GetValues(clr).Cast<object>().ToArray());
        var maker = clr.GetConstructors().Single(constructor => constructor.GetParameters().Length == 1);
        var inner = maker.GetParameters()[0].ParameterType;
        var value = known.Count > 0 && !Chance(4) ? known[random.Next(known.Count)].Value : inner == typeof(string) ? "unknown " + random.Next() : random.Next().ToString();
        return maker.Invoke([inner == typeof(string) ? value : Convert.ChangeType(value, inner, System.Globalization.CultureInfo.InvariantCulture)]);
    }

    private object Union(TypePlan type, Type clr, int depth)
    {
        var variants = _unions[type.CSharp].Variants;
        // The simplest one where it would go too deep.
        var number = depth >= Deepest ? Enumerable.Range(0, variants.Count).MaxBy(index => IsScalar(variants[index].Type)) : random.Next(variants.Count);
        var variant = variants[number].Type;
        var candidates = clr.GetMethods().Where(method => method.Name == "op_Implicit").Cast<MethodBase>().Concat(clr.GetConstructors()).Where(maker => maker.GetParameters().Length == 1 && maker.GetParameters()[0].ParameterType != clr);
        var maker = candidates.First(candidate => IsOf(variant, candidate.GetParameters()[0].ParameterType));
        var value = Make(variant, maker.GetParameters()[0].ParameterType, depth + 1);
        if (_unions[type.CSharp].Discriminator is { Length: > 0 } discriminator && variant.Kind == TypeKind.Object) Name(value, variant, discriminator, _unions[type.CSharp].Shapes.Split('\n')[number]);
        return maker is ConstructorInfo constructor ? constructor.Invoke([value]) : maker.Invoke(null, [value])!;
    }

    /// <summary>Gives the discriminator a value that names the variant.</summary>
    private void Name(object value, TypePlan variant, string discriminator, string shape)
    {
        var key = shape.Split('\t').FirstOrDefault(word => word.StartsWith('@'))?[1..];
        if (key is null || _objects[variant.CSharp].Members.FirstOrDefault(member => member.WireName == discriminator) is not { } member) return;
        var property = Property(value.GetType(), member.Property);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string)) property.SetValue(value, key);
        else if (!type.IsEnum && type.GetConstructor([typeof(string)]) is { } maker) property.SetValue(value, maker.Invoke([key]));
    }

    /// <summary>Whether a compiled type is the planned one.</summary>
    internal static bool IsOf(TypePlan type, Type clr) => type.Kind switch
    {
        TypeKind.String => clr == typeof(string),
        TypeKind.Int32 => clr == typeof(int),
        TypeKind.Int64 => clr == typeof(long),
        TypeKind.Float => clr == typeof(float),
        TypeKind.Double => clr == typeof(double),
        TypeKind.Decimal => clr == typeof(decimal),
        TypeKind.Boolean => clr == typeof(bool),
        TypeKind.DateTime => clr == typeof(DateTimeOffset),
        TypeKind.Date => clr == typeof(DateOnly),
        TypeKind.Time => clr == typeof(TimeOnly),
        TypeKind.Duration => clr == typeof(TimeSpan),
        TypeKind.Guid => clr == typeof(Guid),
        TypeKind.Uri => clr == typeof(Uri),
        TypeKind.Bytes => clr == typeof(ReadOnlyMemory<byte>),
        TypeKind.Any => clr == typeof(JsonElement),
        TypeKind.List => clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsOf(type.Element!, Nullable.GetUnderlyingType(clr.GetGenericArguments()[0]) ?? clr.GetGenericArguments()[0]),
        TypeKind.Map => clr.IsGenericType && clr.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && IsOf(type.Element!, Nullable.GetUnderlyingType(clr.GetGenericArguments()[1]) ?? clr.GetGenericArguments()[1]),
        _ => type.CSharp.TrimEnd('?').EndsWith("." + clr.Name, StringComparison.Ordinal) || type.CSharp.EndsWith(".@" + clr.Name, StringComparison.Ordinal),
    };

    private JsonElement Any(int depth)
    {
        var text = random.Next(depth > 2 ? 4 : 6) switch
        {
            0 => JsonSerializer.Serialize(Text("")),
            1 => random.Next().ToString(),
            2 => "12345678901234567890.123456789",
            3 => Chance(2) ? "true" : "false",
            4 => $"[{Any(depth + 1).GetRawText()},null]",
            _ => $"{{\"a\":{Any(depth + 1).GetRawText()},\"\":{Any(depth + 1).GetRawText()}}}",
        };
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private string Text(string format)
    {
        var text = new StringBuilder();
        for (var length = random.Next(12); length > 0; length--) text.Append(Chance(4) ? Pick(Odd) : Plain[random.Next(Plain.Length)].ToString());
        // Formats of texts are about their encoding; an entity tag stands between quotes and holds none.
        if (format is "etag") return random.Next().ToString();
        // Blank text and none are one in XML.
        return isXml ? "x" + text : text.ToString();
    }

    private Guid NextGuid()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private bool Chance(int outOf) => random.Next(outOf) == 0;

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];

    private static PropertyInfo Property(Type clr, string name) => clr.GetProperty(name.TrimStart('@')) ?? throw new InvalidOperationException($"{clr} has no property {name}");

    private static bool IsScalar(TypePlan type) => type.Kind is not (TypeKind.Object or TypeKind.List or TypeKind.Map or TypeKind.Union);
}
