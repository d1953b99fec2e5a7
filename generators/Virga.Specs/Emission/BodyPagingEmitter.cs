using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the loop over pages that go on from a member of the request's body.</summary>
internal sealed class BodyPagingEmitter(CodeWriter writer)
{
    public void Pages(OperationPlan operation, PagePlan page, IReadOnlyList<ArgumentPlan> outer)
    {
        var body = operation.Body!;
        var member = CSharpText.Identifier(page.IntoMember!);
        var isText = page.IntoType!.Kind == TypeKind.String;
        var passed = outer.Select(argument => argument.Location == "body" ? argument with { Argument = ArgumentScope.Given } : argument);
        writer.Line($"var {ArgumentScope.Given} = {body.Argument};");
        using var loop = writer.Open("while (true)");
        writer.Line($"var page = await {CSharpText.Identifier(operation.PageMethod)}Async({SignatureText.Pass(passed, "options", "cancellationToken")}).ConfigureAwait(false);");
        if (operation.IsBodyOptional && operation.Result == ResultShape.Body) writer.Line("if (page is null) yield break;");
        writer.Line("yield return page;");
        if (page.MorePath is not null) writer.Line($"if ({page.MorePath} is not true) yield break;");
        var something = isText ? "{ Length: > 0 }" : page.IntoType.Kind is TypeKind.List or TypeKind.Map ? "{ Count: > 0 }" : "{ }";
        writer.Line($"if ({page.NextPath} is not {something} next) yield break;");
        if (isText)
        {
            var what = CSharpText.Literal($"{operation.Id} gave the same continuation twice, so the list would never end; ask the service's operator");
            writer.Line($"if (next == {ArgumentScope.Given}{(body.IsRequired ? "" : "?")}.{member}) throw new {RuntimeNames.VirgaException}({RuntimeNames.ErrorKind}.MalformedResponse, {what});");
        }

        writer.Line($"{ArgumentScope.Given} = {(body.IsRequired ? ArgumentScope.Given : $"({ArgumentScope.Given} ?? new {body.Type.CSharp}())")} with {{ {member} = next }};");
    }
}
