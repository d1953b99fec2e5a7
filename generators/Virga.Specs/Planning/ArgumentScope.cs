using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>Argument names of one operation; the names that the method itself uses are taken.</summary>
internal sealed class ArgumentScope
{
    private readonly NameScope _names = new(StringComparer.Ordinal);

    public ArgumentScope(OperationModel operation)
    {
        _names.Reserve("options", "cancellationToken", "request");
        if (operation.Presign is not null) _names.Reserve("expires");
        if (operation.Pageable is null) return;
        _names.Reserve("page", "item", "next", "pageOptions", "link", "position");
    }

    public string Take(string name) => CSharpNames.Escape(_names.Take(CSharpNames.Camel(name), "Value"));
}
