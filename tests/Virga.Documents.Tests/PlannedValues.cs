using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Virga.Specs.Planning;

namespace Virga.Documents.Tests;

/// <summary>JSON to values of emitted types, by their plans and by none of the emitted code.</summary>
internal sealed class PlannedValues(ClientPlan plan)
{
    private readonly Dictionary<string, ObjectPlan> _objects = plan.Objects.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);
    private readonly Dictionary<string, EnumPlan> _enums = plan.Enums.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);
    private readonly Dictionary<string, UnionPlan> _unions = plan.Unions.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);

    public object? Make(TypePlan type, Type clr, JsonNode? json)
    {
        if (json is null) return null;
        clr = Nullable.GetUnderlyingType(clr) ?? clr;
        var text = json is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : json.ToJsonString();
        return type.Kind switch
        {
            TypeKind.String => text,
            TypeKind.Int32 => int.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            TypeKind.Int64 => (long)decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            TypeKind.Float => float.Parse(text, CultureInfo.InvariantCulture),
            TypeKind.Double => double.Parse(text, CultureInfo.InvariantCulture),
            TypeKind.Decimal => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            TypeKind.Boolean => bool.Parse(text),
            TypeKind.DateTime => type.Format switch
            {
                "unixtime" => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)),
                "unixtime-millis" => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture)),
                _ => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            },
            TypeKind.Date => DateOnly.Parse(text, CultureInfo.InvariantCulture),
            TypeKind.Time => TimeOnly.Parse(text.TrimEnd('Z'), CultureInfo.InvariantCulture),
            TypeKind.Duration => type.Format == "seconds" ? TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture)) : System.Xml.XmlConvert.ToTimeSpan(text),
            TypeKind.Guid => Guid.Parse(text),
            TypeKind.Uri => new Uri(text, UriKind.RelativeOrAbsolute),
            TypeKind.Bytes => new ReadOnlyMemory<byte>(Bytes(type, text)),
            TypeKind.Any => JsonDocument.Parse(json.ToJsonString()).RootElement,
            TypeKind.Enum => Enum(type, clr, text),
            TypeKind.Object => Object(type, clr, json.AsObject()),
            TypeKind.List => List(type, clr, json.AsArray()),
            TypeKind.Map => Map(type.Element!, clr, json.AsObject()),
            TypeKind.Union => Union(type, clr, json),
            _ => throw new NotSupportedException($"{type.Kind} is not made of JSON"),
        };
    }

    private static byte[] Bytes(TypePlan type, string text) => type.Format == "base16" ? Convert.FromHexString(text) : Convert.FromBase64String(text);

    private object Object(TypePlan type, Type clr, JsonObject json)
    {
        var item = _objects[type.CSharp];
        var made = Activator.CreateInstance(clr)!;
        var rest = new JsonObject();
        foreach (var (name, value) in json)
        {
            if (item.Members.FirstOrDefault(member => member.WireName == name) is { } member)
            {
                var property = clr.GetProperty(member.Property.TrimStart('@'))!;
                if (property.CanWrite && value is not null) property.SetValue(made, Make(member.Type, property.PropertyType, value));
            }
            else
            {
                rest[name] = value?.DeepClone();
            }
        }

        if (rest.Count > 0 && item.UnknownProperty is { } unknown)
        {
            var property = clr.GetProperty(unknown)!;
            property.SetValue(made, Map(item.Unknown!, property.PropertyType, rest));
        }

        return made;
    }

    private Array List(TypePlan type, Type clr, JsonArray json)
    {
        var element = clr.IsArray ? clr.GetElementType()! : clr.GetGenericArguments()[0];
        var list = Array.CreateInstance(element, json.Count);
        for (var i = 0; i < json.Count; i++) list.SetValue(Make(type.Element!, element, json[i]), i);
        return list;
    }

    private object Map(TypePlan element, Type clr, JsonObject json)
    {
        var value = clr.GetGenericArguments()[1];
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        foreach (var (name, node) in json) map[name] = Make(element, value, node);
        return map;
    }

    private object Enum(TypePlan type, Type clr, string text)
    {
        var known = _enums[type.CSharp].Members.FirstOrDefault(member => member.Value == text);
        if (clr.IsEnum) return System.Enum.Parse(clr, (known ?? throw new FormatException($"{text} is no value of {type.CSharp}")).Name.TrimStart('@'));
        var maker = clr.GetConstructors().Single(constructor => constructor.GetParameters().Length == 1);
        var inner = maker.GetParameters()[0].ParameterType;
        return maker.Invoke([inner == typeof(string) ? text : Convert.ChangeType(text, inner, CultureInfo.InvariantCulture)]);
    }

    private object Union(TypePlan type, Type clr, JsonNode json)
    {
        var union = _unions[type.CSharp];
        var shapes = union.Shapes.Split('\n');
        var number = Enumerable.Range(0, union.Variants.Count).Where(index => Fits(union.Variants[index].Type, json)).OrderByDescending(index => IsNamed(union, shapes[index], json)).FirstOrDefault(-1);
        var makers = clr.GetMethods().Where(method => method.Name == "op_Implicit").Cast<MethodBase>().Concat(clr.GetConstructors()).Where(maker => maker.GetParameters().Length == 1 && maker.GetParameters()[0].ParameterType != clr).ToArray();
        object? value = JsonDocument.Parse(json.ToJsonString()).RootElement;
        var chosen = makers.First(maker => maker.GetParameters()[0].ParameterType == typeof(JsonElement));
        if (number >= 0)
        {
            chosen = makers.First(maker => RandomValues.IsOf(union.Variants[number].Type, maker.GetParameters()[0].ParameterType));
            value = Make(union.Variants[number].Type, chosen.GetParameters()[0].ParameterType, json);
        }

        return chosen is ConstructorInfo constructor ? constructor.Invoke([value]) : chosen.Invoke(null, [value])!;
    }

    private static bool IsNamed(UnionPlan union, string shape, JsonNode json) =>
        union.Discriminator.Length > 0 && json is JsonObject members && members[union.Discriminator] is JsonValue key && shape.Split('\t').Contains("@" + key, StringComparer.Ordinal);

    private bool Fits(TypePlan type, JsonNode json) => (json.GetValueKind(), type.Kind) switch
    {
        (JsonValueKind.Object, TypeKind.Object) => _objects[type.CSharp].Members.All(member => !member.IsRequired || json.AsObject().ContainsKey(member.WireName)),
        (JsonValueKind.Object, TypeKind.Map) => true,
        (JsonValueKind.Array, TypeKind.List) => json.AsArray().All(item => item is null || Fits(type.Element!, item)),
        (JsonValueKind.String, TypeKind.Enum) => type.IsOpen || _enums[type.CSharp].Members.Any(member => member.Value == json.GetValue<string>()),
        (JsonValueKind.String, TypeKind.String or TypeKind.Uri) => true,
        (JsonValueKind.String, TypeKind.DateTime) => DateTimeOffset.TryParse(json.GetValue<string>(), CultureInfo.InvariantCulture, out _),
        (JsonValueKind.String, TypeKind.Date) => DateOnly.TryParse(json.GetValue<string>(), CultureInfo.InvariantCulture, out _),
        (JsonValueKind.String, TypeKind.Guid) => Guid.TryParse(json.GetValue<string>(), out _),
        (JsonValueKind.Number, TypeKind.Int32 or TypeKind.Int64) => long.TryParse(json.ToJsonString(), CultureInfo.InvariantCulture, out _),
        (JsonValueKind.Number, TypeKind.Double or TypeKind.Float or TypeKind.Decimal) => true,
        (JsonValueKind.True or JsonValueKind.False, TypeKind.Boolean) => true,
        (_, TypeKind.Union) => _unions[type.CSharp].Variants.Any(variant => Fits(variant.Type, json)),
        (_, TypeKind.Any) => true,
        _ => false,
    };
}
