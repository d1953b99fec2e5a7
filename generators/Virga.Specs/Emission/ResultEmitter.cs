using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the result class of an operation: the status, headers read when they are asked for, and the body or the stream.</summary>
internal sealed class ResultEmitter(CodeWriter writer, string accessibility, string codec)
{
    public void Print(OperationPlan operation)
    {
        if (operation.ResultType is null) return;
        var name = operation.ResultType.Substring(operation.ResultType.LastIndexOf('.') + 1);
        var isStream = operation.Result == ResultShape.Stream;
        writer.Line().Summary(null, $"What {CSharpText.Identifier(operation.Name)} gives{(isStream ? "; dispose it to release the connection" : "")}.");
        var bases = isStream ? " : global::System.IDisposable, global::System.IAsyncDisposable" : "";
        using var type = writer.Open($"{accessibility} sealed class {name}{bases}");
        writer.Line($"private readonly {RuntimeNames.ResponseHead} _head;").Line();
        Constructor(operation, name);
        writer.Line().Summary(null, "The HTTP status of the answer.");
        writer.Line("public int Status => _head.Status;");
        foreach (var header in operation.Headers) Header(header);
        if (isStream) Content();
        else if (operation.BodyType is not null) Body(operation);
    }

    /// <summary>The result that most operations share: <c>NotesResult</c> and <c>NotesResult&lt;TBody&gt;</c>.</summary>
    public void Shared(SharedResultPlan shared)
    {
        foreach (var isGeneric in new[] { false, true })
        {
            writer.Line().Summary(null, isGeneric ? "What operations with a body give." : "What operations without a body give.");
            if (isGeneric) writer.Line("/// <typeparam name=\"TBody\">The body.</typeparam>");
            using var type = writer.Open($"{accessibility} sealed class {shared.Name}{(isGeneric ? "<TBody>" : "")}");
            writer.Line($"private readonly {RuntimeNames.ResponseHead} _head;").Line();
            using (writer.Open($"internal {shared.Name}({RuntimeNames.ResponseHead} head{(isGeneric ? ", TBody body" : "")})"))
            {
                Begin(shared.Headers);
                if (isGeneric) writer.Line("Body = body;");
            }

            writer.Line().Summary(null, "The HTTP status of the answer.");
            writer.Line("public int Status => _head.Status;");
            foreach (var header in shared.Headers) Header(header);
            if (!isGeneric) continue;
            writer.Line().Summary(null, "The body of the answer.");
            writer.Line("public TBody Body { get; }");
        }
    }

    public static string BodyType(OperationPlan operation) => operation.IsBodyOptional ? operation.BodyType!.NullableCSharp : operation.BodyType!.CSharp;

    private void Constructor(OperationPlan operation, string name)
    {
        var extra = operation.Result == ResultShape.Stream ? ", global::System.IO.Stream content" : operation.BodyType is null ? "" : $", {BodyType(operation)} body" + string.Concat(operation.MoreBodies.Select(more => $", {more.Type.NullableCSharp} body{more.Statuses[0]}"));
        using var constructor = writer.Open($"internal {name}({RuntimeNames.ResponseHead} head{extra})");
        Begin(operation.Headers);
        if (operation.Result == ResultShape.Stream) writer.Line("Content = content;");
        else if (operation.BodyType is not null) writer.Line("Body = body;");
        foreach (var more in operation.MoreBodies) writer.Line($"{more.Property} = body{more.Statuses[0]};");
    }

    private void Begin(EquatableArray<MemberPlan> headers)
    {
        writer.Line("_head = head;");
        foreach (var header in headers) if (header.IsRequired) writer.Line($"_ = head.RequiredHeader({CSharpText.Literal(header.WireName)});");
    }

    private void Content()
    {
        writer.Line().Summary(null, "The bytes as they arrive. The stream owns the connection.");
        writer.Line("public global::System.IO.Stream Content { get; }").Line();
        writer.Line("/// <inheritdoc/>").Line("public void Dispose() => Content.Dispose();").Line();
        writer.Line("/// <inheritdoc/>").Line("public global::System.Threading.Tasks.ValueTask DisposeAsync() => Content.DisposeAsync();");
    }

    private void Body(OperationPlan operation)
    {
        writer.Line().Summary(null, "The body of the answer.");
        writer.Line($"public {BodyType(operation)} Body {{ get; }}");
        foreach (var more in operation.MoreBodies)
        {
            writer.Line().Summary(null, $"The body when the status is {string.Join(" or ", more.Statuses)}; null otherwise.");
            writer.Line($"public {more.Type.NullableCSharp} {more.Property} {{ get; }}");
        }
    }

    private void Header(MemberPlan header)
    {
        writer.Line().Summary(header.Description, $"The header {string.Join(" ", CSharpText.DocLines(header.WireName))}.");
        var property = CSharpText.Identifier(header.Property);
        var name = CSharpText.Literal(header.WireName);
        if (header.HeaderPrefix is not null)
        {
            writer.Line($"public {header.Type.CSharp} {property} => _head.HeaderMap({CSharpText.Literal(header.HeaderPrefix)});");
            return;
        }

        if (header.IsJson)
        {
            var read = $"{RuntimeNames.JsonCursor}.Parse(_head.Utf8Header({name}), {name}, {new JsonCodecEmitter(writer, codec).Reading(header.Type)})";
            writer.Line($"public {(header.IsNullable ? header.Type.NullableCSharp : header.Type.CSharp)} {property} => {(header.IsNullable ? $"_head.Header({name}) is null ? default({header.Type.NullableCSharp}) : " : "")}{read};");
            return;
        }

        if (header.Type.Kind == TypeKind.Map)
        {
            writer.Line($"public {header.Type.CSharp} {property} => _head.HeaderObject({name}, {(header.Explode ? "true" : "false")});");
            return;
        }

        if (header.Type.Kind == TypeKind.List)
        {
            var list = $"_head.HeaderList({name})";
            if (header.Type.Element is not { Kind: TypeKind.String, Format: "" }) list = $"global::System.Array.ConvertAll({list}, static item => {ScalarText.FromText(header.Type.Element!, "item", name)})";
            writer.Line($"public {header.Type.CSharp} {property} => {list};");
            return;
        }

        var type = header.IsNullable ? header.Type.NullableCSharp : header.Type.CSharp;
        var value = header.IsRequired
            ? ScalarText.FromText(header.Type, $"_head.RequiredHeader({name})", name)
            : header.Type.Kind == TypeKind.String && header.Type.Format.Length == 0
                ? $"_head.Header({name})"
                : $"_head.Header({name}) is {{ }} text ? {ScalarText.FromText(header.Type, "text", name)} : {Nothing(header.Type.Kind, type)}";
        writer.Line($"public {type} {property} => {value};");
    }

    // Of ReadOnlyMemory<byte> a bare null would be an array's, of an open enum a text's, and mean an empty value in place of none.
    private static string Nothing(TypeKind kind, string type) => kind is TypeKind.Bytes or TypeKind.Enum ? $"default({type})" : "null";
}
