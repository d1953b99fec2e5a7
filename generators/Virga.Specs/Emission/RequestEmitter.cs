using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the statements that fill <c>request</c>: address, query, headers, body, in this order.</summary>
internal sealed class RequestEmitter(CodeWriter writer, JsonCodecEmitter json, string codec)
{
    private readonly ParameterEmitter _parameters = new(writer, json, Value);

    public JsonCodecEmitter Json => json;

    public void Address(OperationPlan operation)
    {
        foreach (var argument in operation.Arguments.Where(argument => argument.Location == "server"))
            writer.Line($"request.Server({CSharpText.Literal(argument.WireName)}, {argument.Argument});");
        foreach (var variable in operation.SessionServers)
            writer.Line($"request.Server({SessionNames.Field(variable.Session!)}, {CSharpText.Literal(variable.SessionValue ?? "")});");
        Path(operation);
    }

    public void Query(OperationPlan operation)
    {
        if (operation.ConstantQuery.Length > 0) writer.Line($"request.QueryLiteral({CSharpText.Literal(operation.ConstantQuery)});");
        foreach (var argument in operation.Arguments.Where(argument => argument.Location == "query")) _parameters.Query(argument);
    }

    public void Headers(OperationPlan operation)
    {
        foreach (var argument in operation.Arguments.Where(argument => argument.Location == "header"))
        {
            var name = CSharpText.Literal(argument.WireName);
            if (argument.HeaderPrefix is not null) writer.Line($"request.HeaderMap({CSharpText.Literal(argument.HeaderPrefix)}, {argument.Argument});");
            else if (argument.FromSession is not null) writer.Line($"request.Header({SessionNames.Field(argument.FromSession)}, {CSharpText.Literal(argument.SessionValue ?? "")}, {name});");
            else if (IsContentType(argument) && HasMediaType(operation)) continue;
            else _parameters.Header(argument);
        }

        foreach (var argument in operation.Arguments.Where(argument => argument.Location == "cookie")) _parameters.Cookie(argument);
    }

    public void Body(OperationPlan operation)
    {
        if (operation.Call is { } call)
        {
            new CallEmitter(writer, json, codec).Print(operation, call);
            return;
        }

        if (operation.Body is not { } body) return;
        if (body.Kind == "form")
        {
            new FormEmitter(writer, json, _parameters).Print(operation);
            return;
        }

        var content = operation.Arguments.FirstOrDefault(argument => argument.Location == "header" && IsContentType(argument));
        var mediaType = CSharpText.Literal(body.MediaType);
        if (content is not null && HasMediaType(operation)) mediaType = $"{_parameters.Text(content)} ?? {mediaType}";
        var isNullable = !body.IsRequired;
        var fills = new FillEmitter(writer, body);
        if (body.Made is not null || (!isNullable && body.Fills.Count > 0))
        {
            fills.Print();
            writer.Line(Send(body, FillEmitter.Local, mediaType));
            return;
        }

        var send = Send(body, isNullable ? fills.Expression(ArgumentScope.Given) : body.Argument, mediaType);
        writer.Line(isNullable ? $"if ({body.Argument} is {{ }} {ArgumentScope.Given}) {send}" : send);
    }

    /// <summary>A signed request has no body to name the media type, so the holder is told to send it.</summary>
    public void SignedContentType(OperationPlan operation)
    {
        if (!HasMediaType(operation)) return;
        foreach (var argument in operation.Arguments.Where(argument => argument.Location == "header" && IsContentType(argument)))
        {
            writer.Line($"request.Header(\"Content-Type\", {_parameters.Text(argument)});");
        }
    }

    private static bool IsContentType(ArgumentPlan argument) => string.Equals(argument.WireName, "Content-Type", StringComparison.OrdinalIgnoreCase);

    private static bool HasMediaType(OperationPlan operation) => operation.Body is { Kind: not "form" };

    private string Send(BodyPlan body, string value, string mediaType) => body.Kind switch
    {
        "json" when body.Type is { Kind: TypeKind.Object } => $"request.Json({value}{(mediaType == "\"application/json\"" ? "" : ", " + mediaType)});",
        "json" => $"request.Json({value}, static (writer, value) => {json.Write(body.Type, "value").TrimEnd(';')}, {mediaType});",
        "urlencoded" => $"request.FormUrl({value}, static (writer, value) => {json.Write(body.Type, "value").TrimEnd(';')}, {mediaType}{string.Concat(body.Fields.Select(Field))});",
        "xml" => $"request.Xml({value}, {codec}.WriteDocument{XmlDocuments.Key(body)}, {mediaType});",
        "text" => $"request.Text({ScalarText.ToText(body.Type, value, false)}, {mediaType});",
        _ => $"request.Body({value}, {mediaType});",
    };

    // With its type: one new() alone would be taken for the whole array of the parameter.
    private static string Field(FieldStylePlan field) =>
        $", new {RuntimeNames.FormField}({CSharpText.Literal(field.Name)}, {ParameterEmitter.StyleName(field.Style)}, {(field.Explode ? "true" : "false")}{(field.AllowReserved ? ", true" : "")})";

    private void Path(OperationPlan operation)
    {
        var parts = operation.Path;
        var pending = operation.PathPrefix;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (part.Argument is null)
            {
                pending += part.Literal;
                continue;
            }

            var argument = operation.Arguments.First(candidate => candidate.Argument == part.Argument);
            var isHost = part.Encoding == "host";

            // A host label brings its own slash when it goes into the path.
            if (isHost && pending.EndsWith("/", StringComparison.Ordinal)) pending = pending.Substring(0, pending.Length - 1);
            if (pending.Length > 0) writer.Line($"request.Path({CSharpText.Literal(pending)});");
            pending = "";
            _parameters.Path(argument, part.Encoding);
        }

        if (pending.Length > 0) writer.Line($"request.Path({CSharpText.Literal(pending)});");
    }

    /// <summary>The text of an argument that the caller does not give; null when the caller does.</summary>
    private static string? Value(ArgumentPlan argument)
    {
        if (argument.IsConstant) return CSharpText.Literal(argument.ConstantText ?? "");
        if (argument.FromClient is not null) return $"Transport.Variable({CSharpText.Literal(argument.FromClient)})";
        return argument.FromSession is null ? null : $"{SessionNames.Local(argument.FromSession)}.Value({CSharpText.Literal(argument.SessionValue ?? "")})";
    }
}
