using System.Diagnostics;
using System.Globalization;

namespace Virga.Benchmarks.Server;

/// <summary>The server in a process of its own, so that what it spends is not counted.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static ServerProcess Start()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Runner(), "serve"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var port = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}/")));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Under "dotnet run" the process is the application itself, under "dotnet x.dll" it is dotnet.
    private static string[] Runner() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ServerProcess).Assembly.Location] : [];
}
