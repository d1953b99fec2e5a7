using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Virga.Aws.S3;

namespace Virga.Storage.Hosting.Tests;

internal static class HostingShortcuts
{
    public static ObjectStore Store(this IHost host, string name) => host.Services.GetRequiredKeyedService<ObjectStore>(name);

    public static ObjectStore Store(this IHost host) => host.Services.GetRequiredService<ObjectStore>();

    /// <summary>The providers that an application would have, with nothing from the machine's environment.</summary>
    public static StoreRegistry AddForTests(this StoreRegistry registry) => registry.AddAws(environment: static _ => null).AddLocal().AddMemory();

    public static async Task StopAndDisposeAsync(this IHost host)
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
