using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Virga.Generators.Tests;

/// <summary>Emitted code of every case reaches nothing that a trimmer or the native compiler cannot see through.</summary>
public sealed class NoReflectionTests
{
    private static readonly string[] Types = ["System.Activator", "System.Text.Json.JsonSerializer", "System.Runtime.CompilerServices.RuntimeHelpers", "System.ComponentModel.TypeDescriptor"];
    private static readonly string[] Namespaces = ["System.Reflection", "System.Linq.Expressions", "System.Runtime.Serialization", "System.Xml.Serialization", "Microsoft.CSharp"];
    private static readonly string[] Members = ["System.Enum.Parse", "System.Enum.TryParse", "System.Enum.GetValues", "System.Enum.GetNames", "System.Enum.GetName", "System.Enum.IsDefined", "System.Enum.ToObject", "System.Type.GetType", "System.Type.MakeGenericType", "System.Delegate.DynamicInvoke", "System.Delegate.CreateDelegate"];

    public static TheoryData<string> Cases => [.. Case.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void NoReflectionIsReached(string name) => Assert.Empty(Reached(Case.Run(name).Output).Distinct());

    [Theory]
    [InlineData("System.Activator.CreateInstance<object>();")]
    [InlineData("System.Type.GetType(\"A\");")]
    [InlineData("System.Enum.Parse<System.DayOfWeek>(\"Monday\");")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(1);")]
    [InlineData("typeof(int).GetMethods();")]
    [InlineData("dynamic d = 1;")]
    public void WhatIsLookedForIsFound(string statement)
    {
        var run = GeneratorRun.Of(new Dictionary<string, string>(), $"class C {{ void M() {{ {statement} }} }}");

        Assert.NotEmpty(Reached(run.Output));
    }

    private static IEnumerable<string> Reached(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetTypeInfo(name).Type is IDynamicTypeSymbol) yield return $"dynamic at {name.GetLocation()}";
                if (model.GetSymbolInfo(name).Symbol is { } symbol and not INamespaceSymbol && Why(symbol) is { } why) yield return $"{why} at {name.GetLocation()}";
            }
        }
    }

    private static string? Why(ISymbol symbol)
    {
        var type = symbol as ITypeSymbol ?? symbol.ContainingType;
        var typeName = type?.OriginalDefinition.ToDisplayString() ?? "";
        var space = type?.ContainingNamespace?.ToDisplayString() ?? "";
        if (Types.Contains(typeName)) return typeName;
        if (Namespaces.Any(banned => space == banned || space.StartsWith(banned + ".", StringComparison.Ordinal))) return typeName;
        if (Members.Contains(typeName + "." + symbol.Name)) return typeName + "." + symbol.Name;

        // Everything that the runtime itself says cannot be trimmed or compiled beforehand; members of Type among it.
        var attribute = symbol.GetAttributes().Concat(symbol.ContainingType?.GetAttributes() ?? []).FirstOrDefault(found => found.AttributeClass?.Name is "RequiresUnreferencedCodeAttribute" or "RequiresDynamicCodeAttribute");
        if (attribute is not null) return $"{symbol.ToDisplayString()} ({attribute.AttributeClass!.Name})";
        return typeName == "System.Type" && symbol is IMethodSymbol { Name: not ("op_Equality" or "op_Inequality" or "Equals" or "GetTypeFromHandle") } ? symbol.ToDisplayString() : null;
    }
}
