using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Virga.Aws.Signing;

namespace Virga.Aws.S3;

/// <summary>Writes a policy as the document that is signed, and signs it.</summary>
internal static class PostDocument
{
    /// <summary>"POST Object": the form without the content has at most 20 KB.</summary>
    public const int MostForm = 20 * 1024;

    // What a multipart body adds to each field: the boundary, the disposition, line ends.
    private const int FieldFrame = 120;

    // "Character Escaping" of "POST Policy": a dollar sign in a value is no variable only when it is escaped.
    private static readonly JavaScriptEncoder Encoder = ValueEncoder();

    public static IReadOnlyList<KeyValuePair<string, string>> Sign(PostConditions conditions, SigningScope scope, DateTimeOffset now)
    {
        var credential = $"{scope.Credentials.AccessKeyId}/{scope.Text}";
        List<KeyValuePair<string, string>> signing =
        [
            new("x-amz-algorithm", SigV4.Algorithm),
            new("x-amz-credential", credential),
            new("x-amz-date", scope.Date),
        ];
        if (scope.Credentials.SessionToken is { } token) signing.Add(new("x-amz-security-token", token));

        var policy = Convert.ToBase64String(Write(conditions, signing, now));
        List<KeyValuePair<string, string>> fields = [.. conditions.Fields, .. signing, new("policy", policy), new("x-amz-signature", Signature(policy, scope))];
        var size = fields.Sum(field => FieldFrame + field.Key.Length + Encoding.UTF8.GetByteCount(field.Value));
        if (size > MostForm) throw PostConditions.Refused($"the form would have about {size} bytes without the content, and S3 takes 20 KB. Shorten the metadata or the conditions.");
        return fields;
    }

    /// <summary>The signature over a policy in base64: the policy itself is the text to sign.</summary>
    public static string Signature(string policy, SigningScope scope)
    {
        Span<byte> signature = stackalloc byte[SigV4.SignatureLength];
        SigningHash.MacHex(scope.Key, Encoding.ASCII.GetBytes(policy), signature);
        return Encoding.ASCII.GetString(signature);
    }

    private static byte[] Write(PostConditions conditions, List<KeyValuePair<string, string>> signing, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("expiration", (now + conditions.Policy.Expires).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteStartArray("conditions");
            WriteExact(json, "bucket", conditions.Policy.Bucket);
            foreach (var condition in conditions.All)
            {
                if (condition.IsPrefix) WritePrefix(json, condition);
                else WriteExact(json, condition.Field, condition.Value);
            }

            if (conditions.Length is var (least, most))
            {
                json.WriteStartArray();
                json.WriteStringValue("content-length-range");
                json.WriteNumberValue(least);
                json.WriteNumberValue(most);
                json.WriteEndArray();
            }

            foreach (var (name, value) in signing) WriteExact(json, name, value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteExact(Utf8JsonWriter json, string field, string value)
    {
        json.WriteStartObject();
        json.WriteString(field, value);
        json.WriteEndObject();
    }

    private static void WritePrefix(Utf8JsonWriter json, S3PostCondition condition)
    {
        json.WriteStartArray();
        json.WriteStringValue("starts-with");
        json.WriteStringValue(JsonEncodedText.Encode("$" + condition.Field, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
        json.WriteStringValue(condition.Value);
        json.WriteEndArray();
    }

    private static JavaScriptEncoder ValueEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacter('$');
        return JavaScriptEncoder.Create(settings);
    }
}
