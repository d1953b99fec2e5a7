using System.Collections.Concurrent;
using System.Net.Sockets;
using Xunit;

namespace Virga.Servers;

/// <summary>The servers that tests know. A test asks for one by <see cref="Require"/> and is skipped, by the server's name, where it does not run.</summary>
public static class TestServers
{
    public const string Ceph = "ceph";
    public const string SwiftS3 = "swift-s3api";
    public const string Moto = "moto";
    public const string Dynalite = "dynalite";

    // By this the table's judge tells a skip for want of a server from a skip of the test itself.
    internal const string MissingMark = "server missing: ";

    private static readonly ConcurrentDictionary<string, (TestServer? Server, string Reason)> Found = new(StringComparer.Ordinal);

    /// <summary>With VIRGA_REQUIRE_SERVERS=1, as CI sets it, a server that is missing fails the test.</summary>
    public static bool Required => Environment.GetEnvironmentVariable("VIRGA_REQUIRE_SERVERS") == "1";

    public static IReadOnlyList<string> S3 { get; } = [Ceph, SwiftS3, Moto];

    public static TestServer Require(string name)
    {
        var (server, reason) = Found.GetOrAdd(name, static key => Look(key));
        if (server is null)
            Missing(reason);
        return server!;
    }

    /// <summary>The path of a shell that tests need; bash is always there.</summary>
    public static string RequireShell(string name)
    {
        var given = ServerEndpoints.Find($"VIRGA_{name.ToUpperInvariant()}");
        var path = given is not null && File.Exists(given) ? given : $"/usr/bin/{name}";
        if (!File.Exists(path))
            Missing($"{name} is not installed (tests/run.sh installs it)");
        return path;
    }

    /// <summary>Ceph's second account, which owns nothing that the first one makes.</summary>
    public static TestServer RequireOtherCephUser() =>
        Require(Ceph) with { AccessKeyId = "otheraccesskey", SecretAccessKey = "othersecretkey" };

    internal static void Missing(string reason)
    {
        if (Required)
            throw new ServerMissingException(reason);
        Skip.If(true, MissingMark + reason);
    }

    private static (TestServer? Server, string Reason) Look(string name)
    {
        var (variable, make) = Known(name);
        var endpoint = ServerEndpoints.Find(variable);
        if (endpoint is null)
            return (null, $"{name} does not run: neither {variable} nor {ServerEndpoints.EnvironmentFile} names its endpoint (tests/run.sh starts it)");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
            return (null, $"{name}: {variable} is not a URL: '{endpoint}'");
        return Answers(uri) ? (make(uri), "") : (null, $"{name} does not answer at {uri}");
    }

    private static (string Variable, Func<Uri, TestServer> Make) Known(string name) => name switch
    {
        Ceph => ("VIRGA_SERVER_CEPH", uri => new TestServer(Ceph, uri, "testaccesskey", "testsecretkey", "default", Ceph)),
        SwiftS3 => ("VIRGA_SERVER_SWIFT", uri => new TestServer(SwiftS3, uri, "test:tester", "testing", "us-east-1", SwiftS3)),
        Moto => ("VIRGA_SERVER_MOTO", uri => new TestServer(Moto, uri, "anyaccesskey", "anysecretkey", "us-east-1", Moto)),
        Dynalite => ("VIRGA_SERVER_DYNALITE", uri => new TestServer(Dynalite, uri, "anyaccesskey", "anysecretkey", "us-east-1", Dynalite)),
        _ => throw new ArgumentException($"No server is called '{name}'; known are {string.Join(", ", [.. S3, Dynalite])}.", nameof(name)),
    };

    private static bool Answers(Uri endpoint)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(endpoint.Host, endpoint.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
