using System.Buffers;
using System.Text.Json;
using Virga.Serialization;

namespace Virga.Http;

/// <summary>Writes an object as application/x-www-form-urlencoded: a field for each member, lists repeated and objects as JSON, unless a field has a style of its own.</summary>
internal static class FormUrlText
{
    public static void Write(ref TextBuffer target, ReadOnlySequence<byte> json, ReadOnlySpan<FormField> fields)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new ArgumentException("The body of a form is an object, whose members are its fields.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            var start = reader.TokenStartIndex;
            reader.Skip();
            var field = Find(fields, name) ?? new FormField(name, isObject ? ParameterStyle.Json : ParameterStyle.Form, Explode: true);
            var length = target.Length;
            if (length > 0) target.Append('&');
            var begin = target.Length;
            new StyledText(ref target, Wire.FormUrl(name)!, field.Style, field.Explode, field.AllowReserved ? TextEscaping.KeepReserved : TextEscaping.Form, isNamed: true)
                .Json(json.Slice(start, reader.BytesConsumed - start));
            if (target.Length == begin) target.Truncate(length);
        }
    }

    private static FormField? Find(ReadOnlySpan<FormField> fields, string name)
    {
        foreach (var field in fields)
        {
            if (field.Name == name) return field;
        }

        return null;
    }
}
