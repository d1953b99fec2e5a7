using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

/// <summary>An option that one member leaves out though its capability is on: right when another member, of another phase, binds it.</summary>
internal sealed record DroppedOption(MethodShape Method, string Path, string Capability, SourcePosition Position)
{
    /// <summary>Type of the parameter and the member of it: what another phase must bind.</summary>
    public string Option
    {
        get
        {
            var dot = Path.IndexOf('.');
            var parameter = dot < 0 ? Path : Path.Substring(0, dot);
            return Key(Method, parameter, dot < 0 ? "" : Path.Substring(dot));
        }
    }

    public static string Key(MethodShape method, string parameter, string rest) => (method.Parameters.FirstOrDefault(p => p.Name == parameter)?.Type.CSharp ?? "") + rest;
}
