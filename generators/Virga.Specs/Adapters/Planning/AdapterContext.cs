using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>What all members of one document share while they are planned.</summary>
internal sealed class AdapterContext
{
    private readonly Dictionary<string, ObjectPlan> _objects = [];
    private readonly Dictionary<string, EnumPlan> _enums = [];
    private readonly Dictionary<string, ConverterPlan> _converters = [];
    private readonly SortedSet<string> _support = new(StringComparer.Ordinal);

    public AdapterContext(AdapterDocument document, ContractShape contract, ClientPlan client, AdapterFaults faults)
    {
        Document = document;
        Contract = contract;
        Client = client;
        Faults = faults;
        foreach (var plan in client.Objects) _objects[plan.Type.CSharp] = plan;
        foreach (var plan in client.Enums) _enums[plan.Type.CSharp] = plan;
    }

    public AdapterDocument Document { get; }

    public ContractShape Contract { get; }

    public ClientPlan Client { get; }

    public AdapterFaults Faults { get; }

    /// <summary>The errors table; set before members are planned.</summary>
    public ErrorTablePlan? Errors { get; set; }

    /// <summary>Kinds that on-error may name, by name.</summary>
    public TypeShape? Kinds { get; set; }

    public CapabilityValues Capabilities { get; set; } = new([]);

    /// <summary>Options left out by <c>unused</c> though their capability is on.</summary>
    public List<DroppedOption> Dropped { get; } = [];

    public HashSet<string> UsedShapes { get; } = [];

    public HashSet<string> UsedState { get; } = [];

    public IEnumerable<ConverterPlan> Converters => _converters.Values;

    public IEnumerable<string> Support => _support;

    public ObjectPlan? ObjectOf(TypeRef type) => _objects.TryGetValue(type.CSharp, out var plan) ? plan : null;

    public EnumPlan? EnumOf(TypeRef type) => _enums.TryGetValue(type.CSharp, out var plan) ? plan : null;

    public TypeShape? ShapeOf(TypeRef type) => Contract.Find(type.CSharp);

    public OperationPlan? Operation(string id)
    {
        foreach (var operation in Client.Operations)
        {
            if (operation.Id == id || operation.Name == id) return operation;
        }

        return null;
    }

    /// <summary>Marks a private method of the emitted class as needed, and gives its name back.</summary>
    public string Needs(string support)
    {
        _support.Add(support);
        return support;
    }

    /// <summary>Declares a converter; the one declared before when it has another result for the same source.</summary>
    public ConverterPlan Convert(ConverterPlan converter)
    {
        var key = converter.Name + "(" + converter.Source.TrimEnd('?') + ")";
        if (_converters.TryGetValue(key, out var known)) return known;
        return _converters[key] = converter;
    }
}
