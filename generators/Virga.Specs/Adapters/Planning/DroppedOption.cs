using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

/// <summary>An option that one member leaves out though its capability is on: right when another member, of another phase, binds it.</summary>
internal sealed record DroppedOption(MethodShape Method, string Path, string Capability, SourcePosition Position)
{
    /// <summary>The options on a path of inputs: each member with the type that holds it, the last one last.</summary>
    public static IReadOnlyList<string> Options(ContractShape contract, MethodShape method, string path)
    {
        var parts = path.Split('.');
        var options = new List<string>();
        var type = method.Parameters.FirstOrDefault(p => p.Name == parts[0])?.Type;
        foreach (var part in parts.Skip(1))
        {
            if (type is null) break;
            options.Add(type.CSharp + "." + part);
            type = contract.Find(type.CSharp)?.Find(part)?.Type;
        }

        return options;
    }
}
