using Virga.Cli.Console;

namespace Virga.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var terminal = Terminal.OfProcess();
        using var interrupt = new CancellationTokenSource();
        System.Console.CancelKeyPress += (_, pressed) =>
        {
            // The first Ctrl-C cancels, so that uploads are aborted; the second one ends the process.
            if (interrupt.IsCancellationRequested) return;
            pressed.Cancel = true;
            interrupt.Cancel();
        };
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                interrupt.Cancel();
            });

        return await VirgaCommand.RunAsync(arguments, terminal, interrupt.Token).ConfigureAwait(false);
    }
}
