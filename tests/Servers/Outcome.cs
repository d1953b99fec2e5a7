namespace Virga.Servers;

public enum Outcome
{
    Passed,
    Failed,
    Skipped,
}
