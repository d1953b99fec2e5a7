using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>Argument names of one operation; the names that the method itself uses are taken.</summary>
internal sealed class ArgumentScope
{
    /// <summary>Locals of the emitted method: the body when it is given, and the body with what the client fills.</summary>
    public const string Given = "given";

    public const string Filled = "filled";

    private static readonly string[] PagingNames = ["page", "item", "next", "link", "position", "listed", "lastItem"];

    private readonly NameScope _names = new(StringComparer.Ordinal);

    public ArgumentScope(OperationModel operation)
    {
        _names.Reserve("options", "cancellationToken", "request");
        if (operation.Body is { } body) _names.Reserve(BodyKinds.Of(body.MediaType) == "form" ? ["form"] : [Given, Filled]);
        if (operation.LongRunning is not null || operation.Waiters.Count > 0) _names.Reserve("waiting");
        _names.Reserve("savedOperation");
        if (operation.Presign is not null) _names.Reserve("expires");
        if (operation.Pageable is not { } pageable) return;

        // The methods that follow pages do without the continuation, so it may keep a name that they use.
        var into = pageable.Into is null ? "" : CSharpNames.Camel(pageable.Into);
        _names.Reserve([.. PagingNames.Where(name => name != into)]);
    }

    public string Take(string name) => CSharpNames.Escape(_names.Take(CSharpNames.Camel(name), "Value"));
}
