using System.Text.Json;

namespace Virga.Aws.Tests.Signing;

/// <summary>One line of the golden files: what was signed, and what botocore 1.43 made of it on 2 January 2026, 03:04:05 UTC.</summary>
internal sealed record GoldenRequest(string Key, string Method, string AccessKeyId, string? Token, string? ContentType, string Expected)
{
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public const string Host = "s3.example.org:9000";

    public const string Token1 = "IQoJb3JpZ2luX2VjEBo//+abc=/def+ghi==&%";

    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public string Path => "/examplebucket/" + string.Join('/', Key.Split('/').Select(Uri.EscapeDataString));

    public static IEnumerable<GoldenRequest> Presigned() => Lines("presigned.jsonl").Select(line => new GoldenRequest(
        Text(line, "key")!, Text(line, "method")!, Text(line, "accessKeyId")!, Text(line, "token"), Text(line, "contentType"), Text(line, "url")!));

    public static IEnumerable<GoldenRequest> Authorized() => Lines("authorization.jsonl").Select(line => new GoldenRequest(
        Text(line, "key")!, "PUT", "AKIAIOSFODNN7EXAMPLE", Token1, "text/plain", Text(line, "authorization")!));

    private static IEnumerable<JsonElement> Lines(string file) => File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", file)).Select(line => JsonDocument.Parse(line).RootElement);

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
