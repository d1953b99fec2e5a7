using System.Collections;
using System.Reflection;

namespace Virga.Generators.Tests;

/// <summary>The types of everything that a value holds, found by walking its fields.</summary>
internal static class HeldTypes
{
    public static IReadOnlyCollection<Type> Of(object? value)
    {
        var types = new HashSet<Type>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Walk(value, types, seen);
        return types;
    }

    private static void Walk(object? value, HashSet<Type> types, HashSet<object> seen)
    {
        if (value is null or string || !seen.Add(value)) return;
        var type = value.GetType();
        types.Add(type);
        if (type.IsPrimitive || type.IsEnum) return;
        if (value is IEnumerable items)
        {
            foreach (var item in items) Walk(item, types, seen);
        }

        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true) return;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)) Walk(field.GetValue(value), types, seen);
    }
}
