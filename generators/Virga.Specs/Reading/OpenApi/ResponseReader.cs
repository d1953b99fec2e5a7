using System.Globalization;
using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

internal sealed class ResponseReader(ReadingScope scope, SchemaReader schemas, ResponseContentReader contents)
{
    // Hundreds of operations refer to one error response; it says the same to all of them.
    private readonly Dictionary<(MarkedNode Node, int From, int To), ResponseModel> _shared = [];

    public IReadOnlyList<ResponseModel> Read(MarkedNode operation, string operationName, SourcePosition at)
    {
        var responses = operation["responses"];
        if (responses is null or { IsNull: true } or { IsMapping: true, Entries.Count: 0 })
        {
            // 3.1 asks for none. What comes is a success without a body, or an error.
            if (scope.IsVersion30(operation)) scope.Faults.Info(DiagnosticIds.WrongValue, $"{operationName} declares no responses: any success is one without a body.", responses?.Position ?? at);
            return [new ResponseModel { StatusFrom = 0, StatusTo = 0, Contents = [], Headers = [], Position = responses?.Position ?? at }];
        }

        if (!responses.IsMapping)
        {
            scope.Faults.Error(DiagnosticIds.WrongValue, $"'responses' of {operationName} must be a mapping from statuses to responses.", responses.Position);
            return [];
        }

        var first = true;
        var read = new List<ResponseModel>();
        foreach (var entry in responses.Entries)
        {
            if (entry.Key.StartsWith("x-", StringComparison.Ordinal)) continue;
            if (Status(entry) is not { } status || scope.References.Follow(entry.Value) is not { } node) continue;
            var isSuccess = status.From is >= 200 and < 300;
            var suffix = !isSuccess ? "Error" : first ? "Response" : "Response" + status.From.ToString(CultureInfo.InvariantCulture);
            if (isSuccess) first = false;
            read.Add(Response(entry, node, status, operationName + suffix));
        }

        return read;
    }

    private ResponseModel Response(MarkedEntry entry, MarkedNode node, (int From, int To) status, string place)
    {
        scope.Spend(1 + (node["headers"]?.Entries.Count ?? 0), entry.KeyPosition);
        if (ReferenceEquals(node, entry.Value)) return Response(entry, node, status, place, null);
        var code = scope.Values.Text(entry.Value, DialectKeys.ErrorCode);
        if (code is not null) return Response(entry, node, status, place, code);
        if (_shared.TryGetValue((node, status.From, status.To), out var known)) return known with { Position = entry.KeyPosition };
        var read = Response(entry, node, status, place, null);
        _shared.Add((node, status.From, status.To), read);
        return read;
    }

    private ResponseModel Response(MarkedEntry entry, MarkedNode node, (int From, int To) status, string place, string? code)
    {
        scope.Values.CheckPlace(node, DialectPlace.Response);
        return new ResponseModel
        {
            StatusFrom = status.From,
            StatusTo = status.To,
            ErrorCode = scope.Values.Text(node, DialectKeys.ErrorCode) ?? code,
            Contents = contents.Read(node["content"], place),
            Headers = Headers(node["headers"], place),
            Description = Words.Description(node),
            Position = entry.KeyPosition,
        };
    }

    private IReadOnlyList<HeaderModel> Headers(MarkedNode? headers, string place)
    {
        if (headers is not { IsMapping: true }) return [];
        var names = new UniqueNames();
        var read = new List<HeaderModel>();
        foreach (var entry in headers.Entries)
        {
            if (scope.References.Follow(entry.Value) is not { } node) continue;
            scope.Values.CheckPlace(node, DialectPlace.ResponseHeader);
            var name = names.Take(Words.Name(scope, node) ?? Identifiers.Pascal(entry.Key));
            var content = node["content"] is { Entries.Count: > 0 } given ? given.Entries[0] : null;
            var isJson = content is not null && MediaTypes.KindOf(content.Key) == MediaKind.Json;
            var schema = (content is null ? node["schema"] : content.Value["schema"]) is { } written ? schemas.Read(written, place + name) : new SchemaModel { Kind = SchemaKind.String, Position = node.Position };
            var prefix = scope.Values.Text(node, DialectKeys.HeaderPrefix) ?? Words.Text(node["x-ms-header-collection-prefix"]);
            if (!Fits(node, schema, prefix)) continue;
            if (!isJson && schema.Kind == SchemaKind.Binary) schema = new SchemaModel { Kind = SchemaKind.String, Position = node.Position };
            read.Add(new HeaderModel
            {
                IsJson = isJson,
                Explode = Words.IsTrue(node, "explode"),
                WireName = entry.Key,
                Name = name,
                Required = Words.IsTrue(node, "required"),
                Schema = schema,
                HeaderPrefix = prefix,
                Sensitive = schema.Sensitive || (scope.Values.Flag(node, DialectKeys.Sensitive) ?? false),
                Description = Words.Description(node) ?? schema.Description,
                Position = entry.KeyPosition,
            });
        }

        return read;
    }

    private bool Fits(MarkedNode node, SchemaModel schema, string? prefix)
    {
        if (prefix is not null)
        {
            if (schema.Kind == SchemaKind.Map) return true;
            scope.Values.Wrong(DialectKeys.HeaderPrefix, "on a header whose schema is a map (type: object with additionalProperties)", node[DialectKeys.HeaderPrefix] ?? node);
            return false;
        }

        return true;
    }

    /// <summary>200, 4XX, default; a fragment tells responses of one status apart.</summary>
    private (int From, int To)? Status(MarkedEntry entry)
    {
        var hash = entry.Key.IndexOf('#');
        var key = hash < 0 ? entry.Key : entry.Key.Substring(0, hash);
        if (key == "default") return (0, 0);
        if (key.Length == 3 && key[0] is >= '1' and <= '5')
        {
            if (key.EndsWith("XX", StringComparison.OrdinalIgnoreCase)) return ((key[0] - '0') * 100, ((key[0] - '0') * 100) + 99);
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var status)) return (status, status);
        }

        scope.Faults.Info(DiagnosticIds.WrongValue, $"'{entry.Key}' is no status, and left out. Write 200, 4XX or default; a fragment (404#missing) tells two of one status apart.", entry.KeyPosition);
        return null;
    }
}
