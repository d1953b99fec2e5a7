using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Which schemas go to the service and which come from it: a read-only member is not asked of who writes, a write-only one not expected by who reads.</summary>
internal sealed class SchemaDirections
{
    private readonly HashSet<SchemaModel> _written = [];
    private readonly HashSet<SchemaModel> _read = [];

    public SchemaDirections(ServiceModel model)
    {
        foreach (var operation in model.Operations)
        {
            Walk(operation.Body?.Schema, _written);
            foreach (var other in operation.Body?.Others ?? []) Walk(other.Schema, _written);
            foreach (var parameter in operation.Parameters) Walk(parameter.Schema, _written);
            foreach (var response in operation.Responses) Walk(response.Schema, _read);
        }
    }

    public bool IsWritten(SchemaModel schema) => _written.Contains(schema);

    public bool IsRead(SchemaModel schema) => _read.Contains(schema);

    private static void Walk(SchemaModel? start, HashSet<SchemaModel> met)
    {
        if (start is null) return;
        var open = new Stack<SchemaModel>();
        open.Push(start);
        while (open.Count > 0)
        {
            var schema = open.Pop();
            schema = schema.Original ?? schema;
            if (!met.Add(schema)) continue;
            foreach (var property in schema.Properties) open.Push(property.Schema);
            foreach (var variant in schema.Variants) open.Push(variant.Schema);
            if (schema.Items is not null) open.Push(schema.Items);
            if (schema.AdditionalProperties is not null) open.Push(schema.AdditionalProperties);
        }
    }
}
