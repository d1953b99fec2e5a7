using System.Runtime.InteropServices;
using Virga.Cli.Console;

namespace Virga.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var terminal = Terminal.OfProcess();
        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await VirgaCommand.RunAsync(arguments, terminal, interrupt.Token).ConfigureAwait(false);

        void Stop(PosixSignalContext signal)
        {
            // The first one cancels, so that uploads are aborted; the second one ends the process.
            if (interrupt.IsCancellationRequested)
            {
                terminal.ShowCursor();
                return;
            }

            signal.Cancel = true;
            interrupt.Cancel();
        }
    }
}
