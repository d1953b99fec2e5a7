using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>Forms: of a multipart one each property is an argument, of an urlencoded one a field of the object that is the argument.</summary>
internal static class FormPlanner
{
    public static BodyPlan Plan(PlanningContext context, OperationModel operation, BodyModel body, string name, ArgumentScope scope, List<ArgumentPlan> arguments)
    {
        foreach (var property in body.Schema!.Properties.Where(property => !property.ReadOnly))
        {
            var type = context.Schemas.Plan(property.Schema, name + CSharpNames.Pascal(property.Name));
            var fill = BodyFillPlanner.Source(context, property, type);
            var isRequired = property.Required && body.Required && property.Default is null && fill is null;
            var encoding = body.Encodings.TryGetValue(property.WireName, out var given) ? given : null;
            var mediaType = MediaType(context, property, type, encoding);
            var item = type.Kind == TypeKind.List && (type.Element!.Kind == TypeKind.Stream || mediaType is null || MediaTypes.KindOf(mediaType) != MediaKind.Json) ? type.Element! : type;
            var argument = new ArgumentPlan(property.WireName, scope.Take(property.Name), "form", type, isRequired, null)
            {
                Description = property.Description ?? property.Schema.Description,
                IsNullable = !isRequired,
                Deprecated = property.Deprecated,
                MediaType = mediaType,
                IsRepeated = !ReferenceEquals(item, type),
                UsesJson = !ScalarText.IsScalar(item) && item.Kind != TypeKind.Stream,
                FromClient = fill?.Client,
                FromSession = fill?.Session,
                SessionValue = fill?.SessionValue,
                IdempotencyToken = property.IdempotencyToken && fill is not null,
            };
            arguments.Add(argument);
            if (type.Kind == TypeKind.Stream) arguments.Add(FileName(argument, scope));
            foreach (var header in encoding?.Headers ?? []) arguments.Add(Header(context, argument, header, isRequired, scope));
        }

        return new BodyPlan("form", body.MediaType, "", ScalarTypes.Text, body.Required, null, null);
    }

    /// <summary>The fields of an urlencoded form that are not written the usual way: a list repeated, an object as JSON.</summary>
    public static IEnumerable<FieldStylePlan> Fields(BodyModel body)
    {
        foreach (var (name, encoding) in body.Encodings.Select(entry => (entry.Key, entry.Value)))
        {
            if (encoding.Style is not null || encoding.Explode is not null || encoding.AllowReserved)
            {
                var style = encoding.Style ?? "form";
                yield return new FieldStylePlan(name, style, encoding.Explode ?? style is "form" or "deepObject", encoding.AllowReserved);
            }
            else if (encoding.ContentType is { } type && MediaTypes.KindOf(type) == MediaKind.Json)
            {
                yield return new FieldStylePlan(name, "json", false, false);
            }
        }
    }

    /// <summary>The media type of a part; null for what the part's kind says by itself.</summary>
    private static string? MediaType(PlanningContext context, PropertyModel property, TypePlan type, PartEncoding? encoding)
    {
        if (type.Kind == TypeKind.Stream || type.Element?.Kind == TypeKind.Stream)
            return encoding?.ContentType ?? property.Schema.MediaType ?? property.Schema.Items?.MediaType ?? "application/octet-stream";
        if (encoding?.ContentType is not { } given) return null;
        if (ScalarText.IsScalar(type) || (type.Element is { } element && type.Kind == TypeKind.List && ScalarText.IsScalar(element)) || MediaTypes.KindOf(given) == MediaKind.Json) return given;
        context.Info("VS006", $"A part that is no text is written as JSON; '{given}' of '{property.WireName}' is not supported.", encoding.Position);
        return null;
    }

    private static ArgumentPlan FileName(ArgumentPlan file, ArgumentScope scope) =>
        new(file.WireName + ".filename", scope.Take(file.Argument.TrimStart('@') + "FileName"), "file-name", ScalarTypes.Text, false, null)
        {
            Description = $"The file name of the part {file.WireName}; the part's name when it is left out.",
            IsNullable = true,
        };

    /// <summary>A header of a part. It goes where the part goes, so that it is required only with it.</summary>
    private static ArgumentPlan Header(PlanningContext context, ArgumentPlan part, HeaderModel header, bool isPartRequired, ArgumentScope scope)
    {
        var stem = CSharpNames.Pascal(part.Argument) + CSharpNames.Pascal(header.Name);
        var type = context.Schemas.Plan(header.Schema, stem);
        var isRequired = isPartRequired && header.Required;
        return new ArgumentPlan(header.WireName, scope.Take(stem), "part-header", ScalarText.IsScalar(type) ? type : ScalarTypes.Text, isRequired, null)
        {
            Description = header.Description ?? $"The header {header.WireName} of the part {part.WireName}.",
            IsNullable = !isRequired,
            Part = part.WireName,
        };
    }
}
