using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>The answer of an operation: which statuses are a success, and the shape that the method returns.</summary>
internal sealed record AnswerPlanner(ResultShape Shape, string? ResultType, IReadOnlyList<MemberPlan> Headers, TypePlan? BodyType, string? BodyKind, string? MediaType, string? XmlRoot, bool IsBodyOptional, IReadOnlyList<int> Statuses)
{
    /// <summary>For items how they come: Lines, Records, Array, Events or TextEvents.</summary>
    public string? Stream { get; init; }

    /// <summary>Other ways in which the body may be written: json, xml or text, told apart by Content-Type.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Bodies of other successes, where they differ from the first.</summary>
    public IReadOnlyList<BodyAnswerPlan> More { get; init; } = [];

    /// <summary>Whether the service answers in several media types, so that it must be told which.</summary>
    public bool HasChoice { get; init; }

    /// <param name="context">The spec.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="name">Its name.</param>
    /// <param name="chosen">A shape that is asked for in place of the first.</param>
    public static AnswerPlanner Plan(PlanningContext context, OperationModel operation, string name, ContentModel? chosen = null)
    {
        var successes = Successes.Of(operation).ToList();
        var statuses = Successes.Statuses(successes);
        var isHead = string.Equals(operation.Method, "HEAD", StringComparison.OrdinalIgnoreCase);
        var withBody = isHead ? null : successes.Find(response => response.Schema is not null || response.IsBinary);
        var headers = HeadersOf(context, successes, name, withBody);
        if (withBody is null) return Empty(context, headers, name, statuses);
        var content = chosen ?? withBody.Content!;
        var hasChoice = withBody.Contents.Count > 1;
        if (content.Stream is not (StreamKind.None or StreamKind.Bytes)) return Items(context, content, headers, name, statuses);
        if (content.IsBinary || content.Schema is null || content.Schema.Kind == SchemaKind.Binary)
            return new AnswerPlanner(ResultShape.Stream, context.Qualified(ResultName(context, name)), headers, null, "binary", content.MediaType, null, false, statuses) { HasChoice = hasChoice };

        var isQuery = context.Model.Protocol.Kind == ProtocolKind.AwsQuery;
        var kind = isQuery ? "xml" : KindOf(content);
        var type = context.Schemas.Plan(content.Schema, name + "Response");
        var also = isQuery ? [] : content.Also.Select(BodyKinds.Of).Where(other => other != kind && other is "json" or "xml" or "text").Distinct().ToArray();
        if (!ScalarText.IsScalar(type)) also = [.. also.Where(other => other != "text")];
        var root = isQuery ? $"{operation.Id}Response/{operation.Id}Result" : kind == "xml" || also.Contains("xml") ? BodyPlanner.XmlRoot(context, content.Schema, type) : null;
        var more = chosen is null ? OtherBodies(context, successes, statuses, withBody, type, name) : [];
        var isOptional = content.Schema.Nullable || more.Count > 0 || successes.Exists(response => response.Schema is null);
        var shape = headers.Count == 0 && more.Count == 0 ? ResultShape.Body : ResultShape.Result;
        return new AnswerPlanner(shape, shape == ResultShape.Body ? null : context.Qualified(ResultName(context, name)), headers, type, kind, content.MediaType, root, isOptional, statuses)
        {
            Also = also,
            More = more,
            HasChoice = hasChoice,
        };
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

    private static string KindOf(ContentModel content) => BodyKinds.Of(content.MediaType) switch { "json" => "json", "xml" => "xml", _ => "text" };

    private static string Property(ResponseModel response)
    {
        var number = response.StatusFrom.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return "Body" + (response.IsDefault ? "Default" : response.StatusFrom == response.StatusTo ? number : number[0] + "XX");
    }

    /// <summary>Bodies of other types than the first one's, each with its statuses. What comes as bytes beside a value is read into memory.</summary>
    private static List<BodyAnswerPlan> OtherBodies(PlanningContext context, List<ResponseModel> successes, IReadOnlyList<int> statuses, ResponseModel first, TypePlan firstType, string name)
    {
        var more = new List<BodyAnswerPlan>();
        foreach (var status in statuses)
        {
            if (Successes.For(successes, status) is not { Content: { } content } response || ReferenceEquals(response, first)) continue;
            var isBytes = content.IsBinary || content.Schema is null || content.Schema.Kind == SchemaKind.Binary || content.Stream != StreamKind.None;
            var type = isBytes ? ScalarTypes.Bytes : context.Schemas.Plan(content.Schema!, name + "Response" + status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (type == firstType) continue;
            var kind = isBytes ? "binary" : KindOf(content);
            var at = more.FindIndex(other => other.Type == type && other.Kind == kind);
            if (at >= 0) more[at] = more[at] with { Statuses = new([.. more[at].Statuses, status]) };
            else more.Add(new BodyAnswerPlan(Property(response), new([status]), type, kind, kind == "xml" ? BodyPlanner.XmlRoot(context, content.Schema!, type) : null));
        }

        return more;
    }

    private static List<MemberPlan> HeadersOf(PlanningContext context, List<ResponseModel> successes, string name, ResponseModel? withBody)
    {
        var scope = new NameScope(StringComparer.Ordinal);
        scope.Reserve([.. successes.Select(Property)]);
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
        else if (!header.IsJson && !isScalar && !isList) type = type.Kind is TypeKind.Object or TypeKind.Map ? ScalarTypes.TextMap : ScalarTypes.Text;
        var isObject = header.HeaderPrefix is null && !header.IsJson && type == ScalarTypes.TextMap;

        // A header is there on every success only when each of them declares it.
        var isEverywhere = successes.TrueForAll(response => response.Headers.Any(other => other.Required && string.Equals(other.WireName, header.WireName, StringComparison.OrdinalIgnoreCase)));
        var isRequired = header.Required && isEverywhere && header.HeaderPrefix is null;
        return new MemberPlan(header.WireName, property, type, !isRequired && header.HeaderPrefix is null && !isObject && (header.IsJson || !isList))
        {
            IsJson = header.IsJson,
            Explode = header.Explode,
            Description = header.Description ?? header.Schema.Description,
            HeaderPrefix = header.HeaderPrefix,
            IsRequired = isRequired,
            Sensitive = header.Sensitive || header.Schema.Sensitive,
        };
    }
}
