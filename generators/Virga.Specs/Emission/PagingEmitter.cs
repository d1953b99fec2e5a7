using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints <c>ListNotesAsync</c> (items) and <c>ListNotesPagesAsync</c> (pages) over the method that gives one page.</summary>
internal sealed class PagingEmitter(CodeWriter writer, RequestEmitter requests, AnswerEmitter answers)
{
    public const string ItemsNote = "All items; the next page is fetched when the items of one are used up.";
    public const string PagesNote = "Page by page.";

    public void Print(OperationPlan operation, IReadOnlyList<ArgumentPlan> visible)
    {
        var page = operation.Page!;
        var outer = MethodHeads.Outer(operation, visible);
        if (page.ItemsPath.Length > 0) Items(operation, page, outer);
        Pages(operation, page, outer, visible);
        if (page.Kind == "link") Link(operation);
    }

    private void Items(OperationPlan operation, PagePlan page, ArgumentPlan[] outer)
    {
        var name = CSharpText.Identifier(operation.Name);
        OperationEmitter.Docs(writer, operation, outer, ItemsNote);
        using var method = writer.Open("public async " + MethodHeads.Items(operation, outer, isBody: true));
        using (writer.Open($"await foreach (var page in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait({name}PagesAsync({SignatureText.Pass(outer, "options", "cancellationToken")}), false))"))
            writer.Line($"foreach (var item in {page.ItemsPath}) yield return item;");
    }

    private void Pages(OperationPlan operation, PagePlan page, ArgumentPlan[] outer, IReadOnlyList<ArgumentPlan> visible)
    {
        var name = CSharpText.Identifier(operation.Name);
        OperationEmitter.Docs(writer, operation, outer, PagesNote);
        using var method = writer.Open("public async " + MethodHeads.Pages(operation, outer, isBody: true));
        if (page.IntoMember is not null)
        {
            new BodyPagingEmitter(writer).Pages(operation, page, outer);
            return;
        }

        var isOffset = page.Kind == "offset";
        writer.Line(isOffset ? "long position = 0;" : "string? position = null;");
        for (var i = 0; i < page.Markers.Count; i++) writer.Line($"string? position{i + 2} = null;");
        using var loop = writer.Open("while (true)");
        var one = $"{CSharpText.Identifier(operation.PageMethod)}Async({SignatureText.Pass(visible.Select(argument => argument with { Argument = Passed(page, argument) }), "options", "cancellationToken")})";
        writer.Line(page.Kind == "link"
            ? $"var page = await (position is null ? {one} : Next{name}Page(position, {SignatureText.Pass(outer, "options", "cancellationToken")})).ConfigureAwait(false);"
            : $"var page = await {one}.ConfigureAwait(false);");
        if (operation.IsBodyOptional && operation.Result == ResultShape.Body) writer.Line("if (page is null) yield break;");
        writer.Line("yield return page;");
        if (page.MorePath is not null) writer.Line($"if ({page.MorePath} is not true) yield break;");
        if (isOffset) Advance(page, outer);
        else Follow(operation, page);
    }

    private static string Passed(PagePlan page, ArgumentPlan argument)
    {
        if (argument.Argument == page.IntoArgument) return Into(page, argument);
        for (var i = 0; i < page.Markers.Count; i++)
        {
            if (page.Markers[i].IntoArgument == argument.Argument) return $"position{i + 2}{(argument.IsRequired ? " ?? \"\"" : "")}";
        }

        return argument.Argument;
    }

    private static string Into(PagePlan page, ArgumentPlan argument)
    {
        if (page.Kind == "offset") return argument.Type.Kind == TypeKind.Int32 ? "checked((int)position)" : "position";
        if (argument.Type is { Kind: TypeKind.String, Format: "" }) return argument.IsRequired ? "position ?? \"\"" : "position";
        return $"position is null ? default({argument.Type.NullableCSharp}) : {ScalarText.FromText(argument.Type, "position", CSharpText.Literal(argument.WireName))}";
    }

    private void Advance(PagePlan page, ArgumentPlan[] outer)
    {
        writer.Line($"var listed = ({page.ItemsPath}).Count;");
        writer.Line("if (listed == 0) yield break;");
        var size = page.MorePath is null ? outer.FirstOrDefault(argument => argument.Argument == page.SizeArgument) : null;
        if (size is not null) writer.Line($"if (listed < {size.Argument}) yield break;");
        writer.Line("position += listed;");
    }

    private void Follow(OperationPlan operation, PagePlan page)
    {
        if (page.Kind == "last-item")
        {
            writer.Line($"var listed = {page.ItemsPath};");
            writer.Line("if (listed.Count == 0) yield break;");
            writer.Line("var lastItem = listed[listed.Count - 1];");
        }

        writer.Line($"var next = {page.NextPath};");
        writer.Line("if (string.IsNullOrEmpty(next)) yield break;");
        var same = "string.Equals(next, position, global::System.StringComparison.Ordinal)";
        for (var i = 0; i < page.Markers.Count; i++)
        {
            // An empty value is one that is not there: services refuse it as an argument.
            writer.Line($"var next{i + 2} = {page.Markers[i].NextPath} is {{ Length: > 0 }} marker{i + 2} ? marker{i + 2} : null;");
            same += $" && string.Equals(next{i + 2}, position{i + 2}, global::System.StringComparison.Ordinal)";
        }

        var what = CSharpText.Literal($"{operation.Id} gave the same continuation twice, so the list would never end; ask the service's operator");
        writer.Line($"if ({same}) throw new {RuntimeNames.VirgaException}({RuntimeNames.ErrorKind}.MalformedResponse, {what});");
        writer.Line("position = next;");
        for (var i = 0; i < page.Markers.Count; i++) writer.Line($"position{i + 2} = next{i + 2};");
    }

    private void Link(OperationPlan operation)
    {
        var name = CSharpText.Identifier(operation.Name);
        var headers = SignatureText.Visible(operation).ToArray();
        writer.Line();
        using var method = writer.Open($"private {AnswerEmitter.ReturnType(operation)} Next{name}Page(string link, {SignatureText.DeclarePlain(headers, RuntimeNames.CallOptions + "? options", "global::System.Threading.CancellationToken cancellationToken")})");
        writer.Line($"var request = Transport.Begin({operation.Definition}, {CSharpText.Literal(operation.Id)}, options);");
        writer.Line("request.Server(\"next\", link);");
        requests.Headers(operation);
        writer.Line($"return {answers.Send(operation)};");
    }
}
