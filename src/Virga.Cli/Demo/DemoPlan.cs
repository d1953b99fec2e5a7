namespace Virga.Cli.Demo;

/// <summary>How large the demo is.</summary>
internal sealed record DemoPlan(long Size, long PartSize, int Parallel);
