using System.Globalization;

namespace Virga.Specs.Planning;

/// <summary>Gathers what the runtime is told of operations: those that differ in nothing but their names are told of once.</summary>
internal sealed class DefinitionPlanner
{
    private readonly List<DefinitionPlan> _definitions = [];
    private readonly Dictionary<DefinitionPlan, string> _fields = [];

    public IReadOnlyList<DefinitionPlan> Definitions => _definitions;

    public OperationPlan Plan(OperationPlan operation) => operation with
    {
        Definition = Field(operation, operation.Traits.Idempotent),
        Variants = new(operation.Variants.Select(Plan).ToArray()),
        RepeatableDefinition = operation.Traits.IdempotentWhen.Count > 0 ? Field(operation, true) : "",
    };

    private string Field(OperationPlan operation, bool? idempotent)
    {
        var streams = operation.Result is ResultShape.Stream or ResultShape.Items;
        var traits = operation.Traits with { Idempotent = null, IdempotentWhen = default };
        var wanted = new DefinitionPlan("", operation.HttpMethod, operation.SuccessStatuses, traits, idempotent, operation.Accept, streams || operation.BodyType is not null, streams);
        if (_fields.TryGetValue(wanted, out var known)) return known;
        var field = "Traits" + (_definitions.Count + 1).ToString(CultureInfo.InvariantCulture);
        _definitions.Add(wanted with { Field = field });
        return _fields[wanted] = field;
    }
}
