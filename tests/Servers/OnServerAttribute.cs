namespace Virga.Servers;

/// <summary>
/// On a class that runs a conformance class against a server: its results are judged by the server's column of matrix.md.
/// Takes effect where the assembly runs under <see cref="MatrixTestFramework"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnServerAttribute(string server) : Attribute
{
    public string Server { get; } = server;
}
