using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Reading;

namespace Virga.Specs.Planning;

/// <summary>The body of a request: one argument, or one a part for a form.</summary>
internal static class BodyPlanner
{
    public static BodyPlan? Plan(PlanningContext context, OperationModel operation, string name, ArgumentScope scope, List<ArgumentPlan> arguments)
    {
        if (operation.Body is not { } body) return null;
        var kind = body.IsBinary ? "binary" : BodyKinds.Of(body.MediaType);
        if (context.Model.Protocol.IsCall && body.Schema is not { Kind: SchemaKind.Object, IsRow: false })
        {
            context.Error(DiagnosticIds.WrongValue, $"the request of '{operation.Id}' must be an object with properties, and no row: this protocol has no other", body.Position);
            return null;
        }

        if (context.Model.Protocol.Kind == ProtocolKind.AwsQuery) kind = "query";
        if (kind == "form") return Form(context, operation, body, name, scope, arguments);
        if (kind == "binary" || body.Schema is null) return Bytes(body, scope, arguments);
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

    private static BodyPlan Form(PlanningContext context, OperationModel operation, BodyModel body, string name, ArgumentScope scope, List<ArgumentPlan> arguments)
    {
        if (body.Schema is not { Properties.Count: > 0 } schema)
        {
            context.Error("VS006", $"the form of '{operation.Id}' declares no parts: give its schema properties", body.Position);
            return new BodyPlan("form", body.MediaType, "", ScalarTypes.Text, body.Required, null, null);
        }

        foreach (var property in schema.Properties)
        {
            var type = context.Schemas.Plan(property.Schema, name + CSharpNames.Pascal(property.Name));
            var fill = BodyFillPlanner.Source(context, property, type);
            var isRequired = property.Required && body.Required && property.Default is null && fill is null;
            var argument = new ArgumentPlan(property.WireName, scope.Take(property.Name), "form", type, isRequired, null)
            {
                Description = property.Description ?? property.Schema.Description,
                IsNullable = !isRequired,
                Deprecated = property.Deprecated,
                MediaType = IsFile(type) ? MediaType(body, property) : null,
                FromClient = fill?.Client,
                FromSession = fill?.Session,
                SessionValue = fill?.SessionValue,
                IdempotencyToken = property.IdempotencyToken && fill is not null,
            };
            arguments.Add(argument);
            if (type.Kind == TypeKind.Stream) arguments.Add(FileName(argument, scope));
        }

        return new BodyPlan("form", body.MediaType, "", ScalarTypes.Text, body.Required, null, null);
    }

    private static bool IsFile(TypePlan type) => type.Kind == TypeKind.Stream || type.Element?.Kind == TypeKind.Stream;

    private static string MediaType(BodyModel body, PropertyModel property) =>
        body.PartTypes.TryGetValue(property.WireName, out var given) ? given : property.Schema.MediaType ?? property.Schema.Items?.MediaType ?? "application/octet-stream";

    private static ArgumentPlan FileName(ArgumentPlan file, ArgumentScope scope) =>
        new(file.WireName + ".filename", scope.Take(file.Argument.TrimStart('@') + "FileName"), "file-name", ScalarTypes.Text, false, null)
        {
            Description = $"The file name of the part {file.WireName}; the part's name when it is left out.",
            IsNullable = true,
        };
}
