using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>Standard input into an object, or an object to standard output.</summary>
internal sealed class StandardCopy(CopyOptions options, StoreOpener opener, TransferReport report, Terminal terminal, bool dryRun)
{
    public async Task<int> UploadAsync(string target, CancellationToken cancellationToken)
    {
        var to = await opener.OpenTargetAsync(target, cancellationToken).ConfigureAwait(false);
        if (options.Recursive || to.IsFolder) throw new UsageException("Standard input has no name: name the whole key of the target, without -r.");
        var transfer = new Transfer("-", to.UrlOf(to.Key), to.Key, null, async (progress, token) =>
        {
            var result = await to.Store.UploadAsync(to.Key, terminal.Input, options.Upload, progress, token).ConfigureAwait(false);
            return new TransferOutcome(result.Bytes, result.Bytes, result.Checksum);
        });
        if (dryRun) report.Would(transfer);
        else report.Done(transfer, await TransferBar.RunAsync(terminal, to.Key, progress => new ValueTask<TransferOutcome>(transfer.RunAsync(progress, cancellationToken))).ConfigureAwait(false));
        return report.ExitCode;
    }

    public async Task<int> DownloadAsync(string source, CancellationToken cancellationToken)
    {
        var from = await opener.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        if (options.Recursive || from.Key.Length == 0 || from.Pattern is not null) throw new UsageException("Standard output takes one object: name its key, without -r and wildcards ('virga cat' joins several).");
        if (dryRun)
        {
            report.Would(new Transfer(from.UrlOf(from.Key), "-", from.Key, null, (_, _) => Task.FromResult(default(TransferOutcome))));
            return report.ExitCode;
        }

        try
        {
            await from.Store.DownloadToStreamAsync(from.Key, terminal.Output, cancellationToken: cancellationToken).ConfigureAwait(false);
            await terminal.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OutputClosedException)
        {
            // The reader has all that it wanted, as with cat.
        }

        return report.ExitCode;
    }
}
