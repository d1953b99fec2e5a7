using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Reading;

namespace Virga.Specs.Planning;

/// <summary>The body of a request: one argument, or one a part for a form.</summary>
internal static class BodyPlanner
{
    public static BodyPlan? Plan(PlanningContext context, OperationModel operation, BodyModel body, string name, ArgumentScope scope, List<ArgumentPlan> arguments)
    {
        if (context.Model.Protocol.IsCall && body.Schema is not { Kind: SchemaKind.Object, IsRow: false })
        {
            context.Error(DiagnosticIds.WrongValue, $"the request of '{operation.Id}' must be an object with properties, and no row: this protocol has no other", body.Position);
            return null;
        }

        if (body.Kind == RequestKind.Form) return FormPlanner.Plan(context, operation, body, name, scope, arguments);
        if (body.IsMediaTypeOpen && !arguments.Exists(IsContentType)) arguments.Add(ContentType(body, scope));
        if (body.IsBinary || body.Schema is null) return Bytes(body, scope, arguments);
        var kind = context.Model.Protocol.Kind == ProtocolKind.AwsQuery ? "query" : body.Kind.ToString().ToLowerInvariant();
        var type = context.Schemas.Plan(body.Schema, name + "Request");
        var fills = BodyFillPlanner.Plan(context, type);
        var made = BodyFillPlanner.Make(context, type, fills);
        var isRequired = body.Required && made is null;
        var argument = scope.Take(body.Name ?? (context.Model.Protocol.IsCall ? "input" : body.Schema.TypeName ?? "body"));
        arguments.Add(new ArgumentPlan(body.Name ?? "body", argument, "body", type, isRequired, null)
        {
            Description = body.Description ?? body.Schema.Description,
            IsNullable = !isRequired,
            MediaType = body.MediaType,
        });
        var root = kind == "xml" ? XmlRoot(context, body.Schema, type) : null;
        return new BodyPlan(kind, body.MediaType, argument, type, isRequired, root, root is null ? null : body.Schema.Xml?.Namespace ?? context.Model.Protocol.XmlNamespace)
        {
            Fills = new(fills),
            Made = made,
            Fields = new(kind == "urlencoded" ? FormPlanner.Fields(body) : []),
        };
    }

    public static string XmlRoot(PlanningContext context, SchemaModel schema, TypePlan type) =>
        context.Schemas.Find(type)?.XmlRoot ?? schema.Xml?.Name ?? schema.Key ?? schema.TypeName ?? "Root";

    private static BodyPlan Bytes(BodyModel body, ArgumentScope scope, List<ArgumentPlan> arguments)
    {
        var argument = scope.Take(body.Name ?? "body");
        arguments.Add(new ArgumentPlan(body.Name ?? "body", argument, "body", ScalarTypes.Stream, body.Required, null)
        {
            Description = body.Description ?? "The bytes to send.",
            IsNullable = !body.Required,
            MediaType = body.MediaType,
        });
        return new BodyPlan("binary", body.MediaType, argument, ScalarTypes.Stream, body.Required, null, null);
    }

    private static bool IsContentType(ArgumentPlan argument) => argument.Location == "header" && string.Equals(argument.WireName, "Content-Type", StringComparison.OrdinalIgnoreCase);

    /// <summary>Which of several media types goes out: the body is the same, so the caller says so.</summary>
    private static ArgumentPlan ContentType(BodyModel body, ArgumentScope scope) => new("Content-Type", scope.Take("contentType"), "header", ScalarTypes.Text, false, null)
    {
        Description = $"The media type of the body; {body.MediaType} when it is left out.",
        IsNullable = true,
        Style = "simple",
    };
}
