using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Smoke.Greeter;
using System.Globalization;
using Virga;
using Virga.Aws.S3;
using Virga.Http;
using Virga.Storage;
using Virga.Storage.Driver;

var storeEndpoint = Environment.GetEnvironmentVariable("SMOKE_STORE");
var greeterEndpoint = Environment.GetEnvironmentVariable("SMOKE_GREETER");

// A client of one's own.
await using (var wrong = Application(new() { ["Greeter:Timeouts:Conect"] = "3s" }))
{
    try
    {
        // A host does this when it starts.
        wrong.GetRequiredService<IStartupValidator>().Validate();
    }
    catch (OptionsValidationException e)
    {
        Console.WriteLine($"greeter: wrong settings are named: {e.Failures.First()["Greeter: ".Length..]}");
    }
}

var settings = new Dictionary<string, string?>
{
    ["Greeter:Endpoint"] = greeterEndpoint,
    ["Greeter:Auth:Token"] = "from-configuration",
    ["Greeter:Timeouts:Connect"] = "3s",
    ["S3:Endpoint"] = storeEndpoint,
    ["S3:Profile"] = "localcloud",
};
await using var services = Application(settings);
services.GetRequiredService<IStartupValidator>().Validate();
var greeter = services.GetRequiredService<IGreeterClient>();
var greeting = await greeter.GreetAsync("Ada L");
Console.WriteLine($"greeter: {greeting.Text}, {greeting.Mood?.Value} since {greeting.Since?.Year}");
var all = new List<string>();
await foreach (var item in greeter.ListGreetingsAsync()) all.Add(item);
Console.WriteLine($"greeter: {string.Join(' ', all)}");
try
{
    using var other = new GreeterClient(new ClientOptions { Endpoint = new Uri(greeterEndpoint!), Auth = new BearerAuth("another") });
    await other.GreetAsync("Ada");
}
catch (ServiceException e)
{
    Console.WriteLine($"greeter: {e.Status} is {e.Kind}");
}

// Buckets by the typed client, objects by the common store.
var s3 = services.GetRequiredService<S3Client>();
await s3.CreateBucketAsync("measurements");
var stores = new StoreRegistry().AddAws();
await using ObjectStore store = await stores.OpenAsync($"s3://measurements?endpoint={storeEndpoint}&profile=localcloud");
var bytes = new byte[12 * 1024 * 1024];
new Random(1).NextBytes(bytes);
var uploaded = await store.UploadAsync("runs/1.bin", new MemoryStream(bytes), new UploadOptions { Transfer = new TransferOptions { PartSize = 5 * 1024 * 1024 } });
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store: uploaded {uploaded.Bytes} bytes"));
await store.UploadAsync("runs/note.txt", "hello"u8.ToArray());
var keys = new List<string>();
await foreach (var found in store.ListAsync("runs/")) keys.Add(found.Key);
Console.WriteLine($"store: listed {string.Join(' ', keys)}");
var copy = Path.GetTempFileName();
await store.DownloadToFileAsync("runs/1.bin", copy);
var downloaded = await File.ReadAllBytesAsync(copy);
Console.WriteLine($"store: read back {(downloaded.AsSpan().SequenceEqual(bytes) ? "the same" : "something else")}");
File.Delete(copy);
using (var http = new HttpClient())
{
    var signed = await store.PresignAsync("runs/note.txt", PresignKind.Get, TimeSpan.FromMinutes(1));
    Console.WriteLine($"store: signed URL gives {await http.GetStringAsync(signed.Url)}");
}

using (var raw = await s3.SendRawAsync(new RawRequest(HttpMethod.Get, "/") { Bucket = "measurements", Query = [new("list-type", "2")] }))
{
    var xml = await raw.ReadXmlAsync();
    Console.WriteLine($"store: raw request found {(xml.Root!.Elements().Any(element => element.Name.LocalName == "Contents") ? "us" : "nothing")}");
}

try
{
    await store.StatAsync("nothing");
}
catch (ObjectStoreException e)
{
    Console.WriteLine($"store: missing key is {e.Kind}");
}

await store.DeletePrefixAsync("runs/");
await s3.DeleteBucketAsync("measurements");
Console.WriteLine("store: emptied");

static ServiceProvider Application(Dictionary<string, string?> settings)
{
    var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    var services = new ServiceCollection();
    services.AddGreeterClient(configuration);
    services.AddS3Client(configuration);
    return services.BuildServiceProvider();
}
