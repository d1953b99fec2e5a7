using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Virga.Aws.S3;
using Virga.Http;

namespace Virga.Storage.Hosting.Tests;

/// <summary>An application as tests need one: the text of its configuration, its environment, its profile file, and nothing of the machine's own.</summary>
internal sealed class App : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("virga-app-");

    public App(string json = "{}", Dictionary<string, string>? environment = null, string? profiles = null, Action<StoreRegistry>? stores = null, Action<ClientOptions>? client = null)
    {
        var variables = environment ?? [];
        variables.TryAdd("HOME", _folder.FullName);
        Read = variables.GetValueOrDefault;
        ProfilePath = Path.Combine(_folder.FullName, "config.yaml");
        if (profiles is not null)
        {
            File.WriteAllText(ProfilePath, profiles);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(ProfilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        Builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        Builder.Services.Configure<StoreSourceOptions>(options => (options.ReadEnvironment, options.ProfileFile) = (Read, ProfilePath));
        Builder.Services.AddStoreProviders(registry =>
        {
            registry.AddAws(new S3Options { Configure = client }, Read).AddLocal().AddMemory();
            stores?.Invoke(registry);
        });
    }

    public HostApplicationBuilder Builder { get; }

    public IServiceCollection Services => Builder.Services;

    public IConfiguration Configuration => Builder.Configuration;

    public Func<string, string?> Read { get; }

    public string ProfilePath { get; }

    public string Folder => _folder.FullName;

    public async Task<IHost> StartAsync()
    {
        var host = Builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
