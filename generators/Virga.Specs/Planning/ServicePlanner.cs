using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>What holds for the whole client: servers, errors, schemes, profiles.</summary>
internal static class ServicePlanner
{
    public static ServicePlan Plan(PlanningContext context, IEnumerable<SessionPlan> sessions)
    {
        var model = context.Model;
        var server = OwnServer(model);
        return new ServicePlan
        {
            Protocol = model.Protocol.Word,
            XmlNamespace = model.Protocol.XmlNamespace,
            ServerTemplate = server?.Url ?? "",
            Variables = new(server?.Variables.Select(ServerPlanner.Variable) ?? []),
            Errors = Errors(model.Errors),
            Schemes = new(model.Schemes.Select(Scheme)),
            Sessions = new(sessions),
            Profiles = new(Profiles(model)),
            Addressing = model.Endpoint is { Addressing.Count: > 0 } endpoint ? endpoint.Addressing[0] : null,
        };
    }

    /// <summary>The service's own address: where sessions give the others, that of an operation which opens them.</summary>
    private static ServerModel? OwnServer(ServiceModel model)
    {
        if (model.Servers.Count > 0 && !ServerPlanner.IsOpen(model.Servers[0])) return model.Servers[0];
        var openers = new HashSet<string>(model.Sessions.Select(session => session.Operation), StringComparer.Ordinal);
        return model.Operations
            .OrderBy(operation => openers.Contains(operation.Id) ? 0 : 1)
            .SelectMany(operation => operation.Servers.Take(1))
            .Concat(model.Servers)
            .FirstOrDefault(server => !ServerPlanner.IsOpen(server));
    }

    public static ErrorFormatPlan Errors(ErrorFormatModel errors) => new(
        new(errors.Code),
        new(errors.Message),
        new(errors.RequestId),
        errors.Late,
        new(errors.Kinds.Select(row => new ErrorKindPlan(row.Code, row.Status, row.Kind, row.Retryable))))
    {
        Format = errors.Format,
    };

    private static SchemePlan Scheme(SecuritySchemeModel scheme) => new(
        scheme.Key,
        scheme.Type,
        scheme.HttpScheme,
        scheme.In,
        scheme.ParameterName,
        scheme.Scheme,
        new(scheme.Options.Select(option => new OptionPlan(option.Key, option.Value))))
    {
        TokenUrl = scheme.TokenUrl,
        OpenIdConnectUrl = scheme.OpenIdConnectUrl,
    };

    private static IEnumerable<ProfilePlan> Profiles(ServiceModel model)
    {
        if (model.Endpoint is null) yield break;
        var scope = new NameScope(StringComparer.Ordinal);
        scope.Reserve("All", "Find", "Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize");
        foreach (var profile in model.Endpoint.Profiles)
        {
            var property = scope.Take(CSharpNames.Pascal(profile.Name, "Profile"), "Profile");
            yield return new ProfilePlan(profile.Name, property, profile.Server, profile.Addressing, new(profile.Without), profile.Checksum, profile.Payload, profile.Region, profile.Description);
        }
    }
}
