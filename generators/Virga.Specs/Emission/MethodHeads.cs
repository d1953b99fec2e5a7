using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Return type, name and parameters of the methods that callers see, alike in the client and in its interface.</summary>
internal static class MethodHeads
{
    private const string Enumerable = "global::System.Collections.Generic.IAsyncEnumerable";
    private const string Options = RuntimeNames.CallOptions + "? options = null";
    private const string Waiting = RuntimeNames.WaitOptions + "? waiting = null";
    private const string Token = "global::System.Threading.CancellationToken cancellationToken = default";
    private const string EnumeratorToken = "[global::System.Runtime.CompilerServices.EnumeratorCancellation] " + Token;

    /// <summary>The operation itself; of a paged one a single page.</summary>
    public static string Call(OperationPlan operation, IEnumerable<ArgumentPlan> visible) =>
        $"{AnswerEmitter.ReturnType(operation)} {CSharpText.Identifier(operation.PageMethod)}Async({SignatureText.Declare(visible, Options, Token)})";

    /// <summary>The items of an operation whose answer is a stream of them.</summary>
    public static string Stream(OperationPlan operation, IEnumerable<ArgumentPlan> visible, bool isBody) =>
        $"{Enumerable}<{StreamEmitter.ItemType(operation)}> {CSharpText.Identifier(operation.Name)}Async({SignatureText.Declare(visible, Options, isBody ? EnumeratorToken : Token)})";

    /// <summary>The start of a long-running operation.</summary>
    public static string Start(OperationPlan operation, IEnumerable<ArgumentPlan> visible) =>
        $"global::System.Threading.Tasks.ValueTask<{RuntimeNames.LongRunningOperation}<{operation.BodyType!.CSharp}>> Start{CSharpText.Identifier(operation.Name)}Async({SignatureText.Declare(visible, Options, Token)})";

    /// <summary>A long-running operation with the wait for its end.</summary>
    public static string Whole(OperationPlan operation, IEnumerable<ArgumentPlan> visible) =>
        $"{AnswerEmitter.ReturnType(operation)} {CSharpText.Identifier(operation.Name)}Async({SignatureText.Declare(visible, Waiting, Options, Token)})";

    /// <summary>Going on with a saved operation.</summary>
    public static string Resume(OperationPlan operation, bool isBody) =>
        $"{RuntimeNames.LongRunningOperation}<{operation.BodyType!.CSharp}> Resume{CSharpText.Identifier(operation.Name)}({RuntimeNames.SavedOperation} savedOperation, {Options}){(isBody ? "" : ";")}";

    /// <summary>The wait for a state.</summary>
    public static string Wait(OperationPlan operation, WaiterPlan waiter, IEnumerable<ArgumentPlan> visible)
    {
        var result = WaitEmitter.ResultOf(operation, waiter);
        return $"global::System.Threading.Tasks.ValueTask{(result.Length == 0 ? "" : $"<{result}>")} WaitUntil{waiter.Name}Async({SignatureText.Declare(visible, Waiting, Options, Token)})";
    }

    /// <summary>All items of a paged operation.</summary>
    public static string Items(OperationPlan operation, IEnumerable<ArgumentPlan> outer, bool isBody) =>
        $"{Enumerable}<{operation.Page!.ItemType.CSharp}> {CSharpText.Identifier(operation.Name)}Async({SignatureText.Declare(outer, Options, isBody ? EnumeratorToken : Token)})";

    /// <summary>Its pages.</summary>
    public static string Pages(OperationPlan operation, IEnumerable<ArgumentPlan> outer, bool isBody) =>
        $"{Enumerable}<{operation.Page!.PageType}> {CSharpText.Identifier(operation.Name)}PagesAsync({SignatureText.Declare(outer, Options, isBody ? EnumeratorToken : Token)})";

    /// <summary>The signing of its request.</summary>
    public static string Presign(OperationPlan operation, IReadOnlyList<ArgumentPlan> arguments)
    {
        var required = arguments.Where(argument => argument.IsRequired).Select(SignatureText.Declare);
        var optional = arguments.Where(argument => !argument.IsRequired).Select(SignatureText.Declare);
        var parameters = string.Join(", ", required.Append("global::System.TimeSpan expires").Concat(optional).Append(Token));
        return $"global::System.Threading.Tasks.ValueTask<{RuntimeNames.SignedRequest}> Presign{CSharpText.Identifier(operation.Name)}Async({parameters})";
    }

    /// <summary>What a caller who follows the pages gives: all but the place to go on from.</summary>
    public static ArgumentPlan[] Outer(OperationPlan operation, IEnumerable<ArgumentPlan> visible) =>
        [.. visible.Where(argument => argument.Argument != operation.Page!.IntoArgument && operation.Page.Markers.All(marker => marker.IntoArgument != argument.Argument))];

    /// <summary>What a caller who signs gives: all but the body.</summary>
    public static ArgumentPlan[] WithoutBody(IEnumerable<ArgumentPlan> visible) =>
        [.. visible.Where(argument => argument.Location is not ("body" or "form" or "file-name"))];
}
