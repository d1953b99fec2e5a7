using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>One operation: its arguments, its body, its answer.</summary>
internal sealed class OperationPlanner(PlanningContext context, OperationModel operation, string name, ContentModel? chosen = null)
{
    private readonly ArgumentScope _scope = new(operation);

    public OperationPlan Plan()
    {
        var server = ServerPlanner.Plan(context, operation.Servers.Count > 0 ? operation.Servers : context.Model.Servers, _scope, name);
        var arguments = new List<ArgumentPlan>(server.Arguments);
        var parameters = operation.Parameters.OrderBy(Rank).Select(Parameter).ToList();
        arguments.AddRange(parameters);
        var body = BodyPlanner.Plan(context, operation, name, _scope, arguments);
        var answer = AnswerPlanner.Plan(context, operation, name, chosen);
        var ordered = arguments.OrderBy(argument => argument.IsRequired ? 0 : 1).ToArray();
        var bodyKind = answer.BodyKind;
        return new OperationPlan
        {
            Id = operation.Id,
            Name = name,
            HttpMethod = operation.Method.ToUpperInvariant(),
            Path = new(IsWholeUrl(server) ? [] : Path(parameters)),
            PathPrefix = server.PathPrefix,
            SessionServers = new(server.Variables.Where(variable => variable.Session is not null)),
            ConstantQuery = operation.ConstantQuery,
            Arguments = new(ordered),
            Body = body,
            Result = answer.Shape,
            ResultType = answer.ResultType,
            Headers = new(answer.Headers),
            BodyType = answer.BodyType,
            BodyKind = bodyKind,
            Stream = answer.Stream,
            BodyXmlRoot = answer.XmlRoot,
            BodyAlso = new([.. answer.Also]),
            MoreBodies = new([.. answer.More]),
            IsVariant = chosen is not null,
            IsBodyOptional = answer.IsBodyOptional,
            Accept = !context.Model.Protocol.IsCall && (answer.HasChoice || bodyKind is "json" or "text" || (bodyKind == "xml" && context.Model.Protocol.Kind == ProtocolKind.RestJson)) ? answer.MediaType : null,
            SuccessStatuses = new(answer.Statuses),
            Call = NamedCallPlan.For(context.Model.Protocol, operation.Id),
            CanPresign = operation.Presign is not null && chosen is null,
            Summary = operation.Summary ?? operation.Description,
            Remarks = operation.Summary is null ? null : operation.Description,
            Deprecated = operation.Deprecated,
            Traits = TraitsPlanner.Plan(context, operation, name, server),
        };
    }

    private static int Rank(ParameterModel parameter) => parameter.In switch
    {
        ParameterLocation.Path => 0,
        ParameterLocation.Query => 1,
        ParameterLocation.Header => 2,
        _ => 3,
    };

    private ArgumentPlan Parameter(ParameterModel parameter)
    {
        var type = Writable(context.Schemas.Plan(parameter.Schema, name + CSharpNames.Pascal(parameter.Name)), parameter.HeaderPrefix is not null);
        var constant = parameter.Schema.Const;
        var literal = parameter.Schema.Default;
        var initial = literal is null ? null : Literals.Constant(type, literal, context.Schemas.Enums);
        var isHidden = constant is not null || parameter.From is { Kind: ValueSourceKind.Session or ValueSourceKind.Client };
        var isRequired = !isHidden && parameter.Required && initial is null && !parameter.IdempotencyToken;
        return new ArgumentPlan(parameter.WireName, _scope.Take(parameter.Name), Location(parameter.In), type, isRequired, initial)
        {
            Description = parameter.Description,
            Encoding = parameter.Encoding,
            HeaderPrefix = parameter.HeaderPrefix,
            Style = parameter.Style,
            Explode = parameter.Explode,
            AllowReserved = parameter.AllowReserved,
            UsesJson = !isHidden && parameter.HeaderPrefix is null && (parameter.Style == "json" || !(ScalarText.IsScalar(type) || (type.Kind == TypeKind.List && ScalarText.IsScalar(type.Element!)))),
            IsFlag = parameter.IsFlag,
            IsConstant = constant is not null,
            ConstantText = constant?.Text,
            IdempotencyToken = parameter.IdempotencyToken,
            IsNullable = !isRequired,
            Deprecated = parameter.Deprecated,
            FromSession = parameter.From is { Kind: ValueSourceKind.Session } ? parameter.From.Session : null,
            SessionValue = parameter.From is { Kind: ValueSourceKind.Session } ? parameter.From.Name : null,
            FromClient = parameter.From is { Kind: ValueSourceKind.Client } ? parameter.From.Name : null,
            IsHostLabel = parameter.In == ParameterLocation.Path && parameter.WireName == context.Model.Endpoint?.BucketParameter,
        };
    }

    /// <summary>Bytes have no place in a parameter: they are a text that the caller writes, as reading has warned.</summary>
    private static TypePlan Writable(TypePlan type, bool isHeaderMap)
    {
        if (isHeaderMap) return ScalarTypes.TextMap;
        if (type.Kind == TypeKind.Stream) return ScalarTypes.Text;
        return type.Element?.Kind == TypeKind.Stream ? ScalarTypes.Texts : type;
    }

    /// <summary>A URL that a call or a session gives is taken as it is where the path adds nothing to it.</summary>
    private bool IsWholeUrl(ServerPlanner server) =>
        operation.Path.Count == 1 && operation.Path[0].Literal == "/" && (server.Arguments.Count > 0 || server.Variables.Any(variable => variable.Session is not null));

    private static string Location(ParameterLocation location) => location switch
    {
        ParameterLocation.Path => "path",
        ParameterLocation.Query => "query",
        ParameterLocation.Header => "header",
        _ => "cookie",
    };

    private IEnumerable<PathPartPlan> Path(List<ArgumentPlan> arguments)
    {
        foreach (var part in operation.Path)
        {
            if (part.Parameter is null)
            {
                yield return new PathPartPlan(part.Literal ?? "", null, "");
                continue;
            }

            var argument = arguments.Find(candidate => candidate.Location == "path" && candidate.WireName == part.Parameter);
            if (argument is null)
            {
                context.Error("VS009", $"the path of '{operation.Id}' holds {{{part.Parameter}}}, but no parameter of that name is declared in: path", operation.Position);
                continue;
            }

            yield return new PathPartPlan(null, argument.Argument, argument.IsHostLabel ? "host" : argument.Encoding);
        }
    }
}
