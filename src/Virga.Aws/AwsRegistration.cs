using Microsoft.Extensions.DependencyInjection;
using Virga.Http;

namespace Virga.Aws;

/// <summary>What the registrations of AWS clients find in a container.</summary>
internal static class AwsRegistration
{
    public static void Fill(AwsService service, IServiceProvider services, string? key, ClientOptions options) =>
        new AwsOptions { Credentials = options.Auth is null ? Source(services, key) : null }.Fill(service, options);

    public static IAwsCredentialSource? Source(IServiceProvider services, string? key) =>
        (key is not null && services is IKeyedServiceProvider keyed ? keyed.GetKeyedService<IAwsCredentialSource>(key) : null) ?? services.GetService<IAwsCredentialSource>();
}
