using System.Globalization;
using Virga.Cli.Console;
using Virga.Specs.Emission;
using Virga.Specs.Planning;

namespace Virga.Cli.Specs;

/// <summary>What comes of one service: its operations, its models, and how much code.</summary>
internal sealed class ServiceListing
{
    private readonly string _path;
    private readonly ClientPlan _plan;
    private readonly int _files;
    private readonly long _characters;
    private readonly long _code;

    public ServiceListing(string path, ClientPlan plan, CancellationToken cancellationToken)
    {
        _path = path;
        _plan = plan;
        foreach (var file in ClientFiles.Emit(plan, cancellationToken))
        {
            _files++;
            _characters += file.Text.Length;
            _code += EmittedSize.WithoutDocumentation(file.Text);
        }
    }

    /// <summary>Without the further methods that other media types of one operation have.</summary>
    private int Operations => _plan.Operations.Count(operation => !operation.IsVariant);

    public void Write(Terminal terminal)
    {
        terminal.Line($"{_path}: {Printable(_plan.ServiceName)}, {DiagnosticText.Count(Operations, "operation", "operations")}, {DiagnosticText.Count(_plan.Objects.Count + _plan.Enums.Count, "model", "models")}");
        terminal.Line($"  emits {DiagnosticText.Count(_files, "file", "files")}, {Number(_characters)} characters; {Number(_code / Math.Max(1, Operations))} an operation without documentation");
        var method = _plan.Operations.Max(operation => operation.HttpMethod.Length);
        foreach (var operation in _plan.Operations)
            terminal.Line($"  {operation.HttpMethod.PadRight(method)} {Printable(PathOf(operation))}  {Printable(operation.Id)}{(ResultOf(operation) is { } result ? " -> " + result : "")}{(operation.Page is null ? "" : " (pages)")}{(operation.Deprecated ? " (deprecated)" : "")}");
        foreach (var model in _plan.Objects) terminal.Line($"  {model.Name}  {Uses(model)}{DiagnosticText.Count(model.Members.Count, "member", "members")}");
        foreach (var model in _plan.Enums) terminal.Line($"  {model.Name}  enum of {DiagnosticText.Count(model.Members.Count, "value", "values")}{(model.IsOpen ? "" : ", closed")}");
    }

    public void WriteJson(Terminal terminal)
    {
        JsonLine.Write(terminal, line =>
        {
            line.WriteString("service", _plan.ServiceName);
            line.WriteString("file", _path);
            line.WriteString("client", _plan.ClientType);
            line.WriteNumber("operations", Operations);
            line.WriteNumber("models", _plan.Objects.Count + _plan.Enums.Count);
            line.WriteNumber("files", _files);
            line.WriteNumber("characters", _characters);
            line.WriteNumber("codeCharacters", _code);
        });
        foreach (var operation in _plan.Operations)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("service", _plan.ServiceName);
                line.WriteString("operation", operation.Id);
                line.WriteString("method", operation.HttpMethod);
                line.WriteString("path", PathOf(operation));
                line.Text("result", ResultOf(operation));
                line.WriteBoolean("pages", operation.Page is not null);
                line.WriteBoolean("deprecated", operation.Deprecated);
            });
        }

        foreach (var (name, kind, members) in _plan.Objects.Select(model => (model.Name, "object", model.Members.Count)).Concat(_plan.Enums.Select(model => (model.Name, "enum", model.Members.Count))))
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("service", _plan.ServiceName);
                line.WriteString("model", name);
                line.WriteString("kind", kind);
                line.WriteNumber("members", members);
            });
        }
    }

    private static string Uses(ObjectPlan model) => (model.IsRead, model.IsWritten) switch
    {
        (true, true) => "read and written, ",
        (true, false) => "read, ",
        (false, true) => "written, ",
        _ => "",
    };

    private static string PathOf(OperationPlan operation)
    {
        var path = operation.PathPrefix + string.Concat(operation.Path.Select(part => part.Literal ?? "{" + operation.Arguments.First(argument => argument.Argument == part.Argument).WireName + "}"));
        return (path.Length == 0 ? "/" : path) + (operation.ConstantQuery.Length == 0 ? "" : "?" + operation.ConstantQuery);
    }

    private static string? ResultOf(OperationPlan operation) => operation.Result == ResultShape.Stream ? "stream" : operation.BodyType is { } type ? ShortName(type) : null;

    private static string ShortName(TypePlan type) => type.Kind switch
    {
        Virga.Specs.Planning.TypeKind.List => ShortName(type.Element!) + "[]",
        Virga.Specs.Planning.TypeKind.Map => $"map of {ShortName(type.Element!)}",
        _ => type.CSharp[(type.CSharp.LastIndexOf('.') + 1)..],
    };

    private static string Printable(string text) => Console.Text.Printable(text);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
