using System.Reflection;
using System.Runtime.CompilerServices;

namespace Virga.Repository.Tests;

/// <summary>Types and signatures in C#'s own words, without the noise of namespaces that everybody imports.</summary>
internal static class SignatureText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(short)] = "short",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(char)] = "char",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        return Named(type);
    }

    public static string Method(MethodInfo method)
    {
        var words = method.DeclaringType!.IsInterface && method.IsAbstract ? "" : Modifiers(method);
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : "";
        return $"{words}{Of(method.ReturnType)}{Mark(method.ReturnParameter)} {method.Name}{generic}({Parameters(method)})";
    }

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    public static string Property(PropertyInfo property, Func<MethodBase?, bool> seen)
    {
        var accessors = new List<string>();
        if (seen(property.GetMethod))
            accessors.Add("get;");
        if (seen(property.SetMethod))
            accessors.Add(IsInit(property.SetMethod!) ? "init;" : "set;");
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var accessor = (property.GetMethod ?? property.SetMethod)!;
        var required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        return $"{(accessor.DeclaringType!.IsInterface ? "" : Modifiers(accessor))}{required}{Of(property.PropertyType)}{Mark(property)} {name} {{ {string.Join(' ', accessors)} }}";
    }

    private static string Mark(ParameterInfo parameter) => Mark(parameter.ParameterType, new NullabilityInfoContext().Create(parameter).ReadState);

    private static string Mark(PropertyInfo property) => Mark(property.PropertyType, new NullabilityInfoContext().Create(property).ReadState);

    // A nullable value type already shows its mark.
    private static string Mark(Type type, NullabilityState state) => !type.IsValueType && state == NullabilityState.Nullable ? "?" : "";

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Parameter(ParameterInfo parameter)
    {
        var by = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : "",
        };
        return $"{by}{Of(parameter.ParameterType)}{Mark(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.RawDefaultValue?.ToString() ?? "default") : "")}";
    }

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? "" : "protected ";
        if (method.IsStatic)
            return access + "static ";
        if (method.IsAbstract)
            return access + "abstract ";
        if (method is MethodInfo { IsVirtual: true, IsFinal: false } own)
            return access + (own.GetBaseDefinition().DeclaringType != own.DeclaringType ? "override " : "virtual ");
        return access;
    }

    private static string Named(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer && !type.IsGenericParameter)
            name = $"{Named(outer)}.{name}";
        else if (type.Namespace is { } space && space.StartsWith("Virga", StringComparison.Ordinal))
            name = $"{space}.{name}";
        // A nested type repeats the arguments of the type around it.
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToList();
        return own.Count == 0 ? name : $"{name}<{string.Join(", ", own.Select(Of))}>";
    }
}
