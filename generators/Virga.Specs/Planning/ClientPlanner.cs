using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Turns what a spec says into what will be printed. Every decision about C# is taken here; emission has none left.</summary>
public static class ClientPlanner
{
    /// <summary>Plans one client. The result holds no part of the model.</summary>
    public static PlanningResult Plan(ServiceModel model, PlanOptions options, CancellationToken cancellationToken)
    {
        var context = new PlanningContext(model, options, cancellationToken);
        if (model.Operations.Count == 0)
        {
            context.Error("VS012", $"'{model.Name}' declares no operation, so no client comes out of it", new SourcePosition(model.Path, 0, 0, 1));
            return new PlanningResult(null, new(context.Diagnostics));
        }

        var (operations, shared) = OperationSetPlanner.Plan(context);
        var sessions = SessionPlanner.Plan(context, operations);
        var service = ServicePlanner.Plan(context, sessions);
        CodecUsePlanner.Mark(context, operations);
        foreach (var planned in context.Schemas.Objects) planned.ApplyTags(context.Schemas.Enums);
        var definitions = new DefinitionPlanner();
        var defined = operations.Select(definitions.Plan).ToArray();
        var plan = new ClientPlan
        {
            ServiceName = context.ServiceName,
            Namespace = context.Namespace,
            ClientType = context.ClientType,
            CodecType = context.CodecType,
            ProfilesType = context.ProfilesType,
            RegistrationType = context.RegistrationType,
            InterfaceType = options.Interface ? context.InterfaceType : null,
            Accessibility = context.Accessibility,
            Summary = model.Description ?? model.Title,
            Operations = new(defined),
            Definitions = new(definitions.Definitions),
            SharedResult = shared,
            Objects = new(context.Schemas.Objects.Select(planned => planned.ToPlan(model.Protocol))),
            Enums = new(context.Schemas.Enums),
            Unions = new(context.Schemas.Unions.Select(planned => planned.ToPlan())),
            Service = service,
            SpecPath = model.Path,
        };
        return new PlanningResult(plan, new(context.Diagnostics));
    }
}
