namespace Virga.Local.Tests.Clients;

internal sealed record ClientRun(int ExitCode, string Output, string Errors);
