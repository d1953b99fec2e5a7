using System.Text;
using System.Text.Json;
using Virga.Http;
using Virga.Specs.Model;

namespace Virga.Cli.Specs.Calling;

/// <summary>The body of a call: whole, by <c>body=</c>, or by its members.</summary>
internal sealed class CallBody(OperationModel operation, BodyModel body, GivenValues given)
{
    private const string Whole = "body";

    /// <summary>The names that a command line may have for it.</summary>
    public static IEnumerable<string> Names(BodyModel? body) => body is null ? [] : (body.Schema?.Properties.Select(property => property.WireName) ?? []).Prepend(Whole);

    /// <exception cref="UsageException">A required body or member is missing, or a value has another shape.</exception>
    public void Fill(ServiceRequest request)
    {
        var whole = given.Take(Whole, body.Name ?? Whole);
        if (whole.Count > 1) throw new UsageException($"'{Whole}' is given {whole.Count} times.");
        if (MediaTypes.KindOf(body.MediaType) == MediaKind.Form && whole.Count == 0) Form(request);
        else if (whole.Count == 1) request.Body(RequestBody.FromStream(whole[0].Open(given.Input)), body.MediaType);
        else Members(request);
    }

    private void Members(ServiceRequest request)
    {
        var members = Taken();
        if (members.Count == 0)
        {
            if (body.Required) throw new UsageException($"{operation.Id} needs a body: {(body.Schema?.Properties.Count > 0 ? "its members as name=value, or " : "")}body=@file.");
            return;
        }

        Check(members);
        if (body.MediaType.Contains("urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            request.Text(string.Join('&', members.Select(member => $"{Encoded(member.Property.WireName)}={Encoded(Text(member.Value))}")), body.MediaType);
            return;
        }

        if (MediaTypes.KindOf(body.MediaType) != MediaKind.Json) throw new UsageException($"A body of type '{body.MediaType}' cannot be made from members: give it whole, body=@file.");
        request.Json(members, static (writer, members) =>
        {
            writer.WriteStartObject();
            foreach (var (property, value) in members)
            {
                writer.WritePropertyName(property.WireName);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }, body.MediaType);
    }

    private void Form(ServiceRequest request)
    {
        var form = request.Form();
        var missing = new List<string>();
        var parts = 0;
        foreach (var property in body.Schema?.Properties ?? [])
        {
            var isFile = property.Schema.Kind == SchemaKind.Binary || property.Schema is { Kind: SchemaKind.Array, Items.Kind: SchemaKind.Binary };
            if (isFile)
            {
                var files = given.Take(property.WireName);
                foreach (var file in files) form.File(property.WireName, RequestBody.FromStream(file.Open(given.Input)), Path.GetFileName(file.File ?? property.WireName), (body.Encodings.TryGetValue(property.WireName, out var encoding) ? encoding.ContentType : null) ?? "application/octet-stream");
                parts += files.Count;
                if (files.Count == 0 && property.Required) missing.Add(property.WireName);
            }
            else if (given.Take(property.Schema, property.WireName) is { } value)
            {
                parts++;
                if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) form.Json(property.WireName, value, static (writer, value) => value.WriteTo(writer));
                else form.Field(property.WireName, Text(value));
            }
            else if (property.Required)
            {
                missing.Add(property.WireName);
            }
        }

        if ((parts > 0 || body.Required) && missing.Count > 0) throw new UsageException($"{operation.Id} needs {string.Join(", ", missing)}.");
    }

    private List<(PropertyModel Property, JsonElement Value)> Taken()
    {
        var members = new List<(PropertyModel, JsonElement)>();
        foreach (var property in body.Schema?.Properties ?? [])
        {
            if (given.Take(property.Schema, property.WireName, Whole + "." + property.WireName) is { } value) members.Add((property, value));
        }

        return members;
    }

    private void Check(List<(PropertyModel Property, JsonElement Value)> members)
    {
        var missing = body.Schema!.Properties.Where(property => property is { Required: true, ReadOnly: false, Default: null } && members.All(member => member.Property != property)).Select(property => property.WireName).ToList();
        if (missing.Count > 0) throw new UsageException($"The body of {operation.Id} needs {string.Join(", ", missing)}.");
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Encoded(string text) => new StringBuilder(Uri.EscapeDataString(text)).Replace("%20", "+").ToString();
}
