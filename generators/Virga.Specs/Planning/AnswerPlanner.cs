using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>The answer of an operation: which statuses are a success, and the shape that the method returns.</summary>
internal sealed record AnswerPlanner(ResultShape Shape, string? ResultType, IReadOnlyList<MemberPlan> Headers, TypePlan? BodyType, string? BodyKind, string? MediaType, string? XmlRoot, bool IsBodyOptional, IReadOnlyList<int> Statuses)
{
    /// <summary>For items how they come: Lines, Records, Array, Events or TextEvents.</summary>
    public string? Stream { get; init; }

    // A range such as 2XX stands for the statuses of RFC 9110 and WebDAV that servers really send.
    private static readonly int[] KnownSuccesses = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226];

    public static AnswerPlanner Plan(PlanningContext context, OperationModel operation, string name)
    {
        var successes = operation.Responses.Where(response => response.IsSuccess).ToList();
        if (successes.Count == 0) successes = operation.Responses.Where(response => response.IsDefault).Take(1).ToList();
        var statuses = successes.Count == 0 ? KnownSuccesses : successes.SelectMany(StatusesOf).Distinct().OrderBy(status => status).ToArray();
        var isHead = string.Equals(operation.Method, "HEAD", StringComparison.OrdinalIgnoreCase);
        var withBody = isHead ? null : successes.Find(response => response.Schema is not null || response.IsBinary);
        var headers = HeadersOf(context, successes, name, withBody);
        if (withBody is null) return Empty(context, headers, name, statuses);
        if (withBody.Content!.Stream is not (StreamKind.None or StreamKind.Bytes)) return Items(context, withBody.Content, headers, name, statuses);
        if (withBody.IsBinary || withBody.Schema is null || withBody.Schema.Kind == SchemaKind.Binary)
            return new AnswerPlanner(ResultShape.Stream, context.Qualified(ResultName(context, name)), headers, null, "binary", withBody.MediaType, null, false, statuses);

        var mediaType = withBody.MediaType ?? context.Model.Protocol.MediaType;
        var isQuery = context.Model.Protocol.Kind == ProtocolKind.AwsQuery;
        var kind = isQuery ? "xml" : BodyKinds.Of(mediaType) is "binary" or "form" ? "text" : BodyKinds.Of(mediaType);
        var type = context.Schemas.Plan(withBody.Schema, name + "Response");
        var root = isQuery ? $"{operation.Id}Response/{operation.Id}Result" : kind == "xml" ? BodyPlanner.XmlRoot(context, withBody.Schema, type) : null;
        var isOptional = withBody.Schema.Nullable || successes.Exists(response => response.Schema is null);
        var shape = headers.Count == 0 ? ResultShape.Body : ResultShape.Result;
        return new AnswerPlanner(shape, shape == ResultShape.Body ? null : context.Qualified(ResultName(context, name)), headers, type, kind, mediaType, root, isOptional, statuses);
    }

    private static AnswerPlanner Empty(PlanningContext context, IReadOnlyList<MemberPlan> headers, string name, IReadOnlyList<int> statuses) => headers.Count == 0
        ? new AnswerPlanner(ResultShape.None, null, headers, null, null, null, null, false, statuses)
        : new AnswerPlanner(ResultShape.Result, context.Qualified(ResultName(context, name)), headers, null, null, null, null, false, statuses);

    /// <summary>A stream of items: its body type is that of an item. Headers are left to ResponseInfo, since the items come without a result around them; 204 is no item, whether it is declared or not.</summary>
    private static AnswerPlanner Items(PlanningContext context, ContentModel content, IReadOnlyList<MemberPlan> headers, string name, IReadOnlyList<int> statuses)
    {
        var isText = content is { Stream: StreamKind.Events, Schema: null or { Kind: SchemaKind.String, Enum.Count: 0, Format: null } };
        var type = isText ? ScalarTypes.Text : context.Schemas.Plan(content.Schema!, name + "Item");
        if (type.Kind == TypeKind.Stream) type = ScalarTypes.Any;
        return new AnswerPlanner(ResultShape.Items, null, [], type, isText ? "text" : "json", content.MediaType, null, false, [.. statuses.Union([204]).OrderBy(status => status)]) { Stream = isText ? "TextEvents" : content.Stream.ToString() };
    }

    private static string ResultName(PlanningContext context, string name) => context.Types.Take(name + "Result");

    private static IEnumerable<int> StatusesOf(ResponseModel response) =>
        response.IsDefault ? KnownSuccesses
        : response.StatusFrom == response.StatusTo ? [response.StatusFrom]
        : KnownSuccesses.Where(status => status >= response.StatusFrom && status <= response.StatusTo);

    private static List<MemberPlan> HeadersOf(PlanningContext context, List<ResponseModel> successes, string name, ResponseModel? withBody)
    {
        var scope = new NameScope(StringComparer.Ordinal);
        scope.Reserve("Status", "Body", "Content", "Dispose", "DisposeAsync", name + "Result");
        var members = new List<MemberPlan>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in successes.SelectMany(response => response.Headers))
        {
            if (!seen.Add(header.HeaderPrefix ?? header.WireName)) continue;
            members.Add(Header(context, header, name, scope, successes));
        }

        return members;
    }

    private static MemberPlan Header(PlanningContext context, HeaderModel header, string name, NameScope scope, List<ResponseModel> successes)
    {
        var stem = CSharpNames.Pascal(header.Name, "Header");
        if (CSharpNames.IsMemberOfObject(stem)) stem += "Value";
        var property = scope.Take(stem, "Value");
        var type = context.Schemas.Plan(header.Schema, name + property);
        var isList = type.Kind == TypeKind.List && type.Element!.Kind is not (TypeKind.Object or TypeKind.List or TypeKind.Map);
        var isScalar = type.Kind is not (TypeKind.Object or TypeKind.List or TypeKind.Map or TypeKind.Any or TypeKind.Stream);
        if (header.HeaderPrefix is not null) type = ScalarTypes.TextMap;
        else if (!isScalar && !isList) type = ScalarTypes.Text;

        // A header is there on every success only when each of them declares it.
        var isEverywhere = successes.TrueForAll(response => response.Headers.Any(other => other.Required && string.Equals(other.WireName, header.WireName, StringComparison.OrdinalIgnoreCase)));
        var isRequired = header.Required && isEverywhere && header.HeaderPrefix is null;
        return new MemberPlan(header.WireName, property, type, !isRequired && header.HeaderPrefix is null && !isList)
        {
            Description = header.Description ?? header.Schema.Description,
            HeaderPrefix = header.HeaderPrefix,
            IsRequired = isRequired,
            Sensitive = header.Sensitive || header.Schema.Sensitive,
        };
    }
}
