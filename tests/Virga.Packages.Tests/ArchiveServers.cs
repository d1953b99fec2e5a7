using System.Text;
using System.Text.Json.Nodes;
using Virga.Testing;

namespace Virga.Packages.Tests;

/// <summary>The two services of tests/samples/Archives, each with the answers that its application asks for.</summary>
internal static class ArchiveServers
{
    private const string LibraryDocument = """{ "id": "d1", "title": "Plan", "file": { "length": 11 }, "stored_at": "2026-11-20T12:00:00Z" }""";
    private const string VaultFile = "<File><Key>k1</Key><Title>Plan</Title><Bytes>11</Bytes><At>2026-11-21T12:00:00Z</At></File>";

    public static LoopbackServer StartLibrary() => LoopbackServer.Start(connection => ServeAsync(connection, "Authorization: Bearer reader", "application/json", (request, body) => request switch
    {
        "POST /token" => (200, JsonNode.Parse(body) is JsonObject given && (string?)given["grant"] == "password" && (string?)given["secret"] == "a&b" ? """{ "access_token": "opened" }""" : "{}"),
        "POST /documents" when body.Contains("three lines", StringComparison.Ordinal) && body.Contains("name=\"title\"", StringComparison.Ordinal) => (201, LibraryDocument),
        "POST /documents" => (507, """{ "error": { "code": "quota_exceeded", "message": "no room" } }"""),
        "GET /documents/d1" => (200, LibraryDocument),
        "GET /documents?q=plan" => (200, $$"""{ "documents": [{{LibraryDocument}}], "next_page_token": "two" }"""),
        "GET /documents?q=plan&page_token=two" => (200, $$"""{ "documents": [{{LibraryDocument.Replace("Plan", "Planet", StringComparison.Ordinal)}}] }"""),
        "GET /documents/d1/file" => (200, "three lines"),
        "DELETE /documents/d1" => (204, ""),
        "GET /changes" => (200, "{ \"id\": \"d1\", \"kind\": \"added\" }\n{ \"id\": \"d1\", \"kind\": \"removed\" }\n"),
        _ => (404, """{ "error": { "code": "not_found", "message": "nothing here" } }"""),
    }));

    public static LoopbackServer StartVault() => LoopbackServer.Start(connection => ServeAsync(connection, "X-Vault-Key: reader", "application/xml", (request, body) => request switch
    {
        "PUT /files" when body == "three lines" => (200, VaultFile),
        "PUT /files" => (400, "<Fault><Code>VaultFull</Code><Reason>no room</Reason></Fault>"),
        "GET /files/k1?info" => (200, VaultFile),
        "GET /files?match=plan" => (200, $"<Files><More>true</More><Last>k1</Last>{VaultFile}</Files>"),
        "GET /files?match=plan&after=k1" => (200, $"<Files><More>false</More>{VaultFile.Replace("Plan", "Planet", StringComparison.Ordinal)}</Files>"),
        "GET /files/k1" => (200, "three lines"),
        "DELETE /files/k1" => (204, ""),
        _ => (404, "<Fault><Code>NoSuchFile</Code><Reason>nothing here</Reason></Fault>"),
    }));

    private static async Task ServeAsync(LoopbackConnection connection, string credential, string type, Func<string, string, (int Status, string Body)> answer)
    {
        while (true)
        {
            var (head, body) = await connection.ReadRequestAsync();
            if (head.Length == 0) return;
            var request = string.Join(' ', head.Split(' ')[..2]);
            var isKnown = head.Contains(credential, StringComparison.OrdinalIgnoreCase) || request == "POST /token";
            var (status, text) = isKnown ? answer(request, Encoding.UTF8.GetString(body)) : (403, "");
            var mediaType = text == "three lines" ? "text/plain" : text.Contains("}\n{", StringComparison.Ordinal) ? "application/x-ndjson" : type;
            await connection.AnswerAsync(status, text, $"Content-Type: {mediaType}\r\n");
        }
    }
}
