using Virga.Specs.Emission;
using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>How the pages of an operation follow each other, as expressions over the variable <c>page</c>.</summary>
internal static class PagePlanner
{
    public static OperationPlan Plan(PlanningContext context, OperationModel model, OperationPlan operation)
    {
        if (model.Pageable is not { } pageable) return operation;
        var items = pageable.Items is null ? null : AnswerPath.Resolve(context, operation, pageable.Items, "page");
        if (pageable.Items is not null && items?.Type.Kind != TypeKind.List)
        {
            Fault(context, pageable, $"items of x-virga-pageable in '{model.Id}': '{pageable.Items}' is no list in the answer");
            return operation;
        }

        if (pageable.Into?.StartsWith("body.", StringComparison.Ordinal) == true) return BodyPagePlanner.Plan(context, model, operation, pageable, items);
        var into = Argument(operation, pageable.Into);
        if (into is null && pageable.Kind != "link")
        {
            // Reading has told of a parameter that is not there at all.
            if (model.Parameters.Any(parameter => parameter.WireName == pageable.Into)) Fault(context, pageable, $"into of x-virga-pageable in '{model.Id}': '{pageable.Into}' must stand in the query or a header");
            return operation;
        }

        if (into is not null && !ScalarText.IsScalar(into.Type))
        {
            Fault(context, pageable, $"into of x-virga-pageable in '{model.Id}': '{pageable.Into}' must be a text, a number or a boolean");
            return operation;
        }

        var next = Next(context, operation, pageable, items, into);
        var markers = pageable.Markers.Select(marker => Marker(context, operation, marker)).ToList();
        if (next is null || markers.Contains(null))
        {
            Fault(context, pageable, $"next of x-virga-pageable in '{model.Id}': '{pageable.Next}' leads to no text, number or boolean in the answer{(pageable.Kind == "last-item" ? $" (write {pageable.Items}.member for a member of the last item)" : pageable.Markers.Count > 0 ? ", or one of 'into' to no text in the query or a header" : "")}");
            return operation;
        }

        var itemsExpression = items is null ? "" : items.IsNullable ? $"{items.Expression} ?? []" : items.Expression;
        var more = pageable.More is null ? null : AnswerPath.Resolve(context, operation, pageable.More, "page");
        if (pageable.More is not null && more?.Type.Kind != TypeKind.Boolean)
        {
            Fault(context, pageable, $"more of x-virga-pageable in '{model.Id}': '{pageable.More}' is no boolean in the answer");
            return operation;
        }

        var plan = new PagePlan(pageable.Kind, itemsExpression, items?.Type.Element ?? operation.BodyType ?? ScalarTypes.Text, next, into?.Argument ?? "", more is null ? null : $"(bool?){more.Expression}", Argument(operation, pageable.Size)?.Argument)
        {
            PageType = operation.ResultType ?? operation.BodyType!.CSharp,
            IntoType = into?.Type,
            Markers = new(markers.Select(marker => marker!)),
        };
        return operation with { Page = plan };
    }

    /// <summary>What another vendor's key says of an answer may fit only that vendor's generator: then there are no pages.</summary>
    private static void Fault(PlanningContext context, PageableModel pageable, string message)
    {
        if (!pageable.IsForeign) context.Error("VS008", message, pageable.Position);
    }

    private static ArgumentPlan? Argument(OperationPlan operation, string? name)
    {
        if (name is not { Length: > 0 }) return null;
        var bare = name.StartsWith("query.", StringComparison.Ordinal) ? name.Substring("query.".Length) : name;
        return operation.Arguments.FirstOrDefault(argument => argument.WireName == bare && argument.Location is "query" or "header" && argument.WireName == bare);
    }

    private static PageMarkerPlan? Marker(PlanningContext context, OperationPlan operation, PageMarkerModel marker)
    {
        var next = AnswerPath.Resolve(context, operation, marker.Next, "page");
        return next is not null && ScalarText.IsScalar(next.Type) && Argument(operation, marker.Into) is { } into && IsText(into) ? new PageMarkerPlan(Text(next, into), into.Argument) : null;
    }

    private static string? Next(PlanningContext context, OperationPlan operation, PageableModel pageable, AnswerPath? items, ArgumentPlan? into)
    {
        switch (pageable.Kind)
        {
            case "offset":
                return "";
            case "last-item":
                var last = new AnswerPath("lastItem", items!.Type.Element!, false);
                return pageable.Next.StartsWith(pageable.Items!, StringComparison.Ordinal) ? ItemPath(context, last, pageable.Next.Substring(pageable.Items!.Length)) : null;
            default:
                var path = AnswerPath.Resolve(context, operation, pageable.Next, "page");
                return path is null || !ScalarText.IsScalar(path.Type) ? null : Text(path, into);
        }
    }

    // A text that is written otherwise in an answer (percent-encoded) is an argument as it is.
    private static string Text(AnswerPath path, ArgumentPlan? into) => path.Type.Kind == TypeKind.String && into is not null && IsText(into) ? path.Expression : path.AsText();

    private static bool IsText(ArgumentPlan argument) => argument.Type is { Kind: TypeKind.String, Format: "" };

    private static string? ItemPath(PlanningContext context, AnswerPath item, string path)
    {
        var found = AnswerPath.Walk(context, item, path);
        return found is null || !ScalarText.IsScalar(found.Type) ? null : found.AsText();
    }
}
