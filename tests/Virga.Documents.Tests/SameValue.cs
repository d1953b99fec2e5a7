using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Globalization;

namespace Virga.Documents.Tests;

/// <summary>Compares values of emitted types by what they hold; records that hold lists are not equal by themselves.</summary>
internal static class SameValue
{
    /// <summary>Where two values differ; null when they do not.</summary>
    public static string? Difference(object? one, object? other, string at = "value")
    {
        if (one is null || other is null) return one is null && other is null ? null : $"{at}: {Show(one)} and {Show(other)}";
        if (one is JsonElement left && other is JsonElement right) return JsonElement.DeepEquals(left, right) ? null : $"{at}: {left} and {right}";
        if (one is ReadOnlyMemory<byte> bytes && other is ReadOnlyMemory<byte> otherBytes) return bytes.Span.SequenceEqual(otherBytes.Span) ? null : $"{at}: bytes differ";
        if (one is string or Uri || one.GetType().IsPrimitive) return one.Equals(other) ? null : $"{at}: {Show(one)} and {Show(other)}";
        if (IsMap(one.GetType())) return Maps(Entries(one), Entries(other), at);
        if (one is IEnumerable list && other is IEnumerable otherList) return Lists([.. list.Cast<object?>()], [.. otherList.Cast<object?>()], at);
        if (one.GetType() != other.GetType()) return $"{at}: {one.GetType()} and {other.GetType()}";
        if (one.GetType().Namespace?.StartsWith("Sample", StringComparison.Ordinal) != true || one.GetType().IsEnum) return one.Equals(other) ? null : $"{at}: {Show(one)} and {Show(other)}";
        foreach (var property in one.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            if (Difference(property.GetValue(one), property.GetValue(other), $"{at}.{property.Name}") is { } found) return found;
        }

        return null;
    }

    private static string? Lists(object?[] one, object?[] other, string at)
    {
        if (one.Length != other.Length) return $"{at}: {one.Length} items and {other.Length}";
        return one.Select((item, index) => Difference(item, other[index], $"{at}[{index}]")).FirstOrDefault(found => found is not null);
    }

    private static string? Maps(Dictionary<string, object?> one, Dictionary<string, object?> other, string at)
    {
        if (one.Count != other.Count) return $"{at}: {one.Count} entries and {other.Count}";
        foreach (var (key, value) in one)
        {
            if (!other.TryGetValue(key, out var found)) return $"{at}: no entry {Show(key)}";
            if (Difference(value, found, $"{at}[{Show(key)}]") is { } difference) return difference;
        }

        return null;
    }

    private static bool IsMap(Type type) => type.GetInterfaces().Any(part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));

    private static Dictionary<string, object?> Entries(object map)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var pair in (IEnumerable)map) entries.Add((string)pair.GetType().GetProperty("Key")!.GetValue(pair)!, pair.GetType().GetProperty("Value")!.GetValue(pair));
        return entries;
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
