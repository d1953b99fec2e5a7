using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Virga.Servers;

namespace Virga.Documents.Tests;

/// <summary>Prism as a mock of one document: it refuses requests that the document does not allow, and answers the others with what the document says.</summary>
internal sealed class PrismServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private PrismServer(Process process, string folder, Uri endpoint)
    {
        _process = process;
        _folder = folder;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>Starts it with a document as JSON.</summary>
    public static async Task<PrismServer> StartAsync(string json)
    {
        var program = ClientProgram.Require(ClientProgram.Prism);
        var folder = Directory.CreateTempSubdirectory("prism-").FullName;
        var path = Path.Combine(folder, "document.json");
        await File.WriteAllTextAsync(path, json);
        var port = FreePort();
        var start = new ProcessStartInfo("node", [program, "mock", "-h", "127.0.0.1", "-p", port.ToString(), path]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("node does not start");
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Note(said, line.Data);
        process.ErrorDataReceived += (_, line) => Note(said, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new PrismServer(process, folder, new Uri($"http://127.0.0.1:{port}"));
        var began = Stopwatch.StartNew();
        while (!await AnswersAsync(port))
        {
            if (!process.HasExited && began.Elapsed < TimeSpan.FromSeconds(90)) continue;
            await server.DisposeAsync();
            throw new InvalidOperationException("Prism does not start:\n" + string.Join("\n", said.TakeLast(20)));
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Note(List<string> said, string? line)
    {
        lock (said)
        {
            // Of each request it says several lines; only the beginning and the end are of use.
            if (line is not null && said.Count < 10_000) said.Add(line);
        }
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            // Whether a program listens cannot be awaited, only asked again.
            await Task.Delay(100);
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
