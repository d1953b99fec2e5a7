namespace Virga.Cli.Tests;

/// <summary>A folder with specs of a test, and runs of the command on them.</summary>
public abstract class SpecFolder : IDisposable
{
    internal const string Notes = """
        openapi: 3.1.0
        info: { title: Notes, version: "1.0", description: Short texts. }
        servers: [{ url: "https://notes.example.com/v1" }]
        components:
          securitySchemes: { token: { type: http, scheme: bearer } }
          schemas:
            Note:
              type: object
              required: [id, title]
              properties:
                id: { type: integer, format: int64 }
                title: { type: string, description: What it is called. }
                state: { type: string, enum: [open, done] }
                tags: { type: array, items: { type: string } }
        security: [{ token: [] }]
        paths:
          /notes:
            get:
              operationId: listNotes
              parameters:
                - { name: tag, in: query, schema: { type: string } }
                - { name: limit, in: query, schema: { type: integer, format: int32 } }
              responses:
                "200": { description: Notes., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Note" } } } } }
            post:
              operationId: createNote
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
              responses:
                "201": { description: Stored., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
          /notes/{id}:
            get:
              operationId: getNote
              parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int64 } }]
              responses:
                "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }

        """;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("virga-spec-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The notes with one text in place of another.</summary>
    protected string WriteNotes(string name, params (string From, string To)[] changes)
    {
        var text = Notes;
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return Write(name, text);
    }

    internal static Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(null, ["spec", .. arguments]);
}
