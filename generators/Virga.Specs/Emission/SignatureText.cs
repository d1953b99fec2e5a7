using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Argument lists of emitted methods, and calls of them.</summary>
internal static class SignatureText
{
    /// <summary>Arguments that a caller sees.</summary>
    public static IEnumerable<ArgumentPlan> Visible(OperationPlan operation) =>
        operation.Arguments.Where(argument => !argument.IsConstant && argument.FromSession is null && argument.FromClient is null);

    public static string TypeOf(ArgumentPlan argument)
    {
        var type = argument.Type.Kind == TypeKind.Stream ? RuntimeNames.RequestBody
            : argument.Type is { Kind: TypeKind.List, Element.Kind: TypeKind.Stream } ? $"global::System.Collections.Generic.IReadOnlyList<{RuntimeNames.RequestBody}>"
            : argument.Type.CSharp;
        return argument.IsNullable ? type + "?" : type;
    }

    public static string Declare(ArgumentPlan argument) =>
        argument.IsRequired ? $"{TypeOf(argument)} {argument.Argument}" : $"{TypeOf(argument)} {argument.Argument} = {argument.Default ?? "null"}";

    public static string Declare(IEnumerable<ArgumentPlan> arguments, params string[] more) =>
        string.Join(", ", arguments.Select(Declare).Concat(more));

    /// <summary>The same without defaults, for private methods.</summary>
    public static string DeclarePlain(IEnumerable<ArgumentPlan> arguments, params string[] more) =>
        string.Join(", ", arguments.Select(argument => $"{TypeOf(argument)} {argument.Argument}").Concat(more));

    public static string Pass(IEnumerable<ArgumentPlan> arguments, params string[] more) =>
        string.Join(", ", arguments.Select(argument => argument.Argument).Concat(more));
}
