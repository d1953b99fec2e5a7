using System.Globalization;
using System.Text;
using Archives;
using Archives.Library;
using Archives.Vault;
using Virga.Http;

// One application, one interface, two services: what differs between them stands in two specs and two adapter documents.
using var library = new LibraryClient(new ClientOptions { Endpoint = new Uri(args[0]), Auth = new BearerAuth("reader") });
using var vault = new VaultClient(new ClientOptions { Endpoint = new Uri(args[1]), Auth = new ApiKeyAuth("X-Vault-Key", "header", "reader") });

await UseAsync("library", new LibraryArchive(library));
await UseAsync("vault", new VaultArchive(vault));

// The clients themselves have what the interface does not ask for: enums, secrets, streams of items.
var session = await library.OpenSessionAsync(new Credentials { Grant = Grant.Password, Secret = "a&b" });
Console.WriteLine($"library: session {session.AccessToken}");
await foreach (var change in library.WatchChangesAsync()) Console.WriteLine($"library: {change.Id} {change.Kind}");

static async Task UseAsync(string name, IDocumentArchive archive)
{
    var stored = await archive.StoreAsync("Plan", new MemoryStream("three lines"u8.ToArray()));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: stored {stored.Id}, {stored.Size} bytes, {stored.Stored:yyyy-MM-dd}"));
    var found = await archive.FindAsync(stored.Id);
    Console.WriteLine($"{name}: found {found?.Title}, and {(await archive.FindAsync("nothing"))?.Title ?? "nothing"}");
    var titles = new List<string>();
    await foreach (var document in archive.SearchAsync("plan")) titles.Add(document.Title);
    Console.WriteLine($"{name}: searched {string.Join(", ", titles)}");
    var open = await archive.OpenAsync(stored.Id);
    using (var reader = new StreamReader(open.Content, Encoding.UTF8)) Console.WriteLine($"{name}: read {await reader.ReadToEndAsync()} as {open.Type}");
    Console.WriteLine($"{name}: removed {await archive.RemoveAsync(stored.Id)}, {await archive.RemoveAsync("nothing")}");
    try
    {
        await archive.StoreAsync("Full", new MemoryStream(new byte[1]));
    }
    catch (ArchiveException e)
    {
        Console.WriteLine($"{name}: {e.Kind}, {e.Status} {e.Code}");
    }
}
