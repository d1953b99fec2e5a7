using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Planning;

/// <summary>Pages that go on from a member of the request's body: what the answer tells is put there as it is, whatever its type.</summary>
internal static class BodyPagePlanner
{
    private const string Label = DialectKeys.Pageable;

    public static OperationPlan Plan(PlanningContext context, OperationModel model, OperationPlan operation, PageableModel pageable, AnswerPath? items)
    {
        var name = pageable.Into!.Substring("body.".Length);
        var into = operation.Body is { } body ? context.Schemas.Find(body.Type)?.Members.FirstOrDefault(member => member.WireName == name) : null;
        if (into is null || pageable.Kind != "token" || pageable.Markers.Count > 0)
            return Fault(context, operation, pageable, $"into of {Label} in '{model.Id}': '{pageable.Into}' is no member of the request's body, or its kind is not token");
        if (operation.Body is { IsRequired: false } optional && context.Schemas.Find(optional.Type)!.Members.Any(member => member.IsRequired))
            return Fault(context, operation, pageable, $"the body of '{model.Id}' has required members, so its pages can be followed only when it has 'required: true'");

        var next = AnswerPath.Resolve(context, operation, pageable.Next, "page");
        if (next is null || next.Type.CSharp != into.Type.CSharp)
            return Fault(context, operation, pageable, $"next of {Label} in '{model.Id}': '{pageable.Next}' is {(next is null ? "nothing in the answer" : next.Type.CSharp)}, and '{pageable.Into}' takes {into.Type.CSharp}");
        var more = pageable.More is null ? null : AnswerPath.Resolve(context, operation, pageable.More, "page");
        if (pageable.More is not null && more?.Type.Kind != TypeKind.Boolean)
            return Fault(context, operation, pageable, $"more of {Label} in '{model.Id}': '{pageable.More}' is no boolean in the answer");
        return operation with
        {
            Page = new PagePlan("token", items is null ? "" : items.IsNullable ? $"{items.Expression} ?? []" : items.Expression, items?.Type.Element ?? operation.BodyType ?? ScalarTypes.Text, next.Expression, "", more is null ? null : $"(bool?){more.Expression}", null)
            {
                PageType = operation.ResultType ?? operation.BodyType!.CSharp,
                IntoType = into.Type,
                IntoMember = into.Property,
            },
        };
    }

    private static OperationPlan Fault(PlanningContext context, OperationPlan operation, PageableModel pageable, string message)
    {
        context.Error(DiagnosticIds.WrongValue, message, pageable.Position);
        return operation;
    }
}
