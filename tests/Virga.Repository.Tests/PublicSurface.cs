using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Virga.Repository.Tests;

/// <summary>Prints what users of an assembly can see, one line a type or member, in a stable order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var page = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            page.Append(Heading(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
                page.Append("  ").Append(member).Append('\n');
        }
        return page.ToString();
    }

    private static string Heading(Type type)
    {
        var bases = type.IsEnum ? [Enum.GetUnderlyingType(type)] : Bases(type);
        var names = bases.Select(SignatureText.Of).Order(StringComparer.Ordinal).ToList();
        return $"{Kind(type)} {SignatureText.Of(type)}{(names.Count > 0 ? " : " + string.Join(", ", names) : "")}";
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) && !typeof(Delegate).IsAssignableFrom(type))
            yield return parent;
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;
        // Every record is equatable to itself.
        foreach (var contract in type.GetInterfaces().Where(contract => contract.IsVisible && contract != typeof(IEquatable<>).MakeGenericType(type)))
            yield return contract;
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (typeof(Delegate).IsAssignableFrom(type))
            return "delegate";
        if (type.IsValueType)
            return type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly struct" : "struct";
        return type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ChangeType(Enum.Parse(type, name), Enum.GetUnderlyingType(type), System.Globalization.CultureInfo.InvariantCulture)}");
        if (typeof(Delegate).IsAssignableFrom(type))
            return [SignatureText.Method(type.GetMethod("Invoke")!)];
        return type.GetMembers(Declared).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member is PropertyInfo)
            .Select(Line).OfType<string>();
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when Seen(constructor) => $"new({SignatureText.Parameters(constructor)})",
        MethodInfo method when Seen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => SignatureText.Method(method),
        PropertyInfo property when Seen(property.GetMethod) || Seen(property.SetMethod) => SignatureText.Property(property, Seen),
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{SignatureText.Of(field.FieldType)} {field.Name}",
        EventInfo occurrence when Seen(occurrence.AddMethod) => $"event {SignatureText.Of(occurrence.EventHandlerType!)} {occurrence.Name}",
        _ => null,
    };

    private static bool Seen(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };
}
