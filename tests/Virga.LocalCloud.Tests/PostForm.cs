using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Virga.Local.Tests;

/// <summary>Builds and signs a form as the documentation tells.</summary>
internal sealed class PostForm(CloudClient client, string bucket)
{
    public Dictionary<string, string> Fields { get; } = new() { ["key"] = "up/${filename}" };

    /// <summary>Conditions beside those that every form needs, each as JSON.</summary>
    public List<string> Conditions { get; } = ["""["starts-with", "$key", "up/"]"""];

    public string FileName { get; init; } = "a b.txt";

    public DateTimeOffset Expiration { get; set; } = client.Now.AddMinutes(1);

    public string Region { get; init; } = client.Cloud.Region;

    public async Task<Answer> SendAsync(byte[] file, Action<Dictionary<string, string>>? change = null)
    {
        Dictionary<string, string> fields = Sign();
        change?.Invoke(fields);
        using HttpRequestMessage request = new(HttpMethod.Post, $"http://{client.Host}/{bucket}") { Content = Content(fields, file) };
        return await client.SendAsync(request);
    }

    public MultipartFormDataContent Content(Dictionary<string, string> fields, byte[] file)
    {
        MultipartFormDataContent content = [];
        foreach ((string name, string value) in fields)
        {
            StringContent field = new(value);
            field.Headers.ContentType = null;
            content.Add(field, $"\"{name}\"");
        }

        ByteArrayContent bytes = new(file);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        content.Add(bytes, "\"file\"", $"\"{FileName}\"");
        return content;
    }

    public Dictionary<string, string> Sign()
    {
        Dictionary<string, string> fields = new(Fields)
        {
            ["x-amz-algorithm"] = "AWS4-HMAC-SHA256",
            ["x-amz-credential"] = $"{client.Cloud.AccessKeyId}/{client.Now:yyyyMMdd}/{Region}/s3/aws4_request",
            ["x-amz-date"] = TestSigner.Stamp(client.Now),
        };
        IEnumerable<string> conditions = Conditions
            .Append($$"""{"bucket": "{{bucket}}"}""")
            .Concat(fields.Where(static field => field.Key.StartsWith("x-amz-", StringComparison.Ordinal)).Select(static field => $$"""{"{{field.Key}}": {{JsonSerializer.Serialize(field.Value)}}}"""));
        string policy = $$"""{"expiration": "{{Expiration.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}}", "conditions": [{{string.Join(",", conditions)}}]}""";
        fields["policy"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(policy));
        fields["x-amz-signature"] = client.Signer.Sign(client.Now, fields["policy"]);
        return fields;
    }
}
