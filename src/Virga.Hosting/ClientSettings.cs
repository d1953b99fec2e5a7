using Microsoft.Extensions.Configuration;
using System.Security.Cryptography.X509Certificates;
using Virga.Http;

namespace Virga.Hosting;

/// <summary>The keys of a client's configuration. They are the names of <see cref="ClientOptions"/>.</summary>
internal static class ClientSettings
{
    /// <summary>Sets what the section says.</summary>
    /// <returns>What is wrong with it; empty for nothing.</returns>
    public static List<string> Bind(IConfigurationSection section, ClientOptions options, ServiceDefinition service, Func<string, ServiceProfile?>? findProfile)
    {
        var faults = new List<string>();
        var settings = new SettingsReader(section, faults);
        Service(settings, options, findProfile);
        Connection(settings, options);
        if (settings.Section("Retry") is { } retry) Retry(retry, options.Retry);
        if (settings.Section("Timeouts") is { } timeouts) Timeouts(timeouts, options.Timeouts);
        if (settings.Section("Proxy") is { } proxy) Proxy(proxy, options.Proxy ??= new ProxyOptions());
        if (settings.Section("Tls") is { } tls) Tls(tls, options.Tls);
        CredentialSettings.Bind(settings, options, service);
        settings.Complete();
        return faults;
    }

    private static void Service(SettingsReader settings, ClientOptions options, Func<string, ServiceProfile?>? findProfile)
    {
        options.Endpoint = settings.Url("Endpoint") ?? options.Endpoint;
        options.Addressing = settings.Word<AddressingStyle>("Addressing") ?? options.Addressing;
        options.Checksums = settings.Word<ChecksumPolicy>("Checksums") ?? options.Checksums;
        options.MaxBufferedResponse = settings.Size("MaxBufferedResponse") ?? options.MaxBufferedResponse;
        foreach (var (name, value) in settings.Map("Variables")) options.Variables[name] = value;
        foreach (var host in settings.List("AllowedHosts")) options.AllowedHosts.Add(host);
        if (settings.Text("Profile") is not { } profile) return;
        options.Profile = findProfile?.Invoke(profile);
        if (options.Profile is null) settings.Fault("Profile", findProfile is null ? "is set, and the spec declares no profiles." : $"is '{profile}', which is no profile of the spec.");
    }

    private static void Connection(SettingsReader settings, ClientOptions options)
    {
        options.UserAgent = settings.Text("UserAgent") ?? options.UserAgent;
        options.Application = settings.Text("Application") ?? options.Application;
        options.HttpVersion = settings.Version("HttpVersion") ?? options.HttpVersion;
        options.HttpVersionPolicy = settings.Word<HttpVersionPolicy>("HttpVersionPolicy") ?? options.HttpVersionPolicy;
        options.MaxConnections = settings.Number("MaxConnections") ?? options.MaxConnections;
    }

    private static void Retry(SettingsReader settings, RetryOptions retry)
    {
        retry.MaxAttempts = settings.Number(nameof(retry.MaxAttempts)) ?? retry.MaxAttempts;
        retry.BaseDelay = settings.Time(nameof(retry.BaseDelay)) ?? retry.BaseDelay;
        retry.MaxDelay = settings.Time(nameof(retry.MaxDelay)) ?? retry.MaxDelay;
        retry.HonourRetryAfter = settings.Flag(nameof(retry.HonourRetryAfter)) ?? retry.HonourRetryAfter;
        retry.MaxRetryAfter = settings.Time(nameof(retry.MaxRetryAfter)) ?? retry.MaxRetryAfter;
        retry.Budget = settings.Number(nameof(retry.Budget)) ?? retry.Budget;
        settings.Complete();
    }

    private static void Timeouts(SettingsReader settings, TimeoutOptions timeouts)
    {
        timeouts.Connect = settings.Time(nameof(timeouts.Connect)) ?? timeouts.Connect;
        timeouts.ResponseHeaders = settings.Time(nameof(timeouts.ResponseHeaders)) ?? timeouts.ResponseHeaders;
        timeouts.ReadIdle = settings.Time(nameof(timeouts.ReadIdle)) ?? timeouts.ReadIdle;
        timeouts.Overall = settings.Time(nameof(timeouts.Overall)) ?? timeouts.Overall;
        settings.Complete();
    }

    private static void Proxy(SettingsReader settings, ProxyOptions proxy)
    {
        proxy.IsOff = settings.Flag("Off") ?? proxy.IsOff;
        proxy.Address = settings.Url("Address") ?? proxy.Address;
        foreach (var host in settings.List("Bypass")) proxy.Bypass.Add(host);
        proxy.UserName = settings.Text("UserName") ?? proxy.UserName;
        proxy.Password = settings.Text("Password") ?? proxy.Password;
        settings.Complete();
    }

    private static void Tls(SettingsReader settings, TlsOptions tls)
    {
        foreach (var file in settings.List("Authorities")) settings.Try("Authorities", () => Import(tls.Authorities, file));
        tls.OnlyTheseAuthorities = settings.Flag("OnlyTheseAuthorities") ?? tls.OnlyTheseAuthorities;
        tls.DangerousAcceptAnyServerCertificate = settings.Flag("DangerousAcceptAnyServerCertificate") ?? tls.DangerousAcceptAnyServerCertificate;
        var (certificate, key, password) = (settings.Text("ClientCertificate"), settings.Text("ClientKey"), settings.Text("ClientKeyPassword"));
        if (certificate is not null) settings.Try("ClientCertificate", () => tls.ClientCertificate = Certificate(certificate, key, password));
        else if (key is not null) settings.Fault("ClientKey", "is set and ClientCertificate is not; set both.");
        settings.Complete();
    }

    // A file without a certificate imports nothing and says nothing.
    private static void Import(X509Certificate2Collection authorities, string file)
    {
        var before = authorities.Count;
        authorities.ImportFromPemFile(file);
        if (authorities.Count == before) throw new ArgumentException($"'{file}' holds no certificate in PEM.");
    }

    private static X509Certificate2 Certificate(string file, string? key, string? password) => password is null
        ? X509Certificate2.CreateFromPemFile(file, key)
        : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);
}
