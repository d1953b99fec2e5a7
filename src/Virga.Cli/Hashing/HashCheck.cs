using System.Runtime.CompilerServices;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Hashing;

/// <summary>Compares objects and files with a list of checksums. One that differs or cannot be read makes the whole check fail.</summary>
internal sealed class HashCheck(string list, string? below, ChecksumAlgorithm? algorithm, bool useStored, StoreOpener opener, Terminal terminal, bool json, int jobs)
{
    private long _good;
    private long _different;
    private long _unread;
    private long _malformed;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var isFolder = below is not null && Place.Parse(below).Kind == PlaceKind.Path;
        if (isFolder && !Directory.Exists(below)) throw new UsageException($"'{below}' is no folder. With --check, name the folder or the prefix that the names of the list are below.");
        using var reader = list == "-" ? new StreamReader(terminal.Input, leaveOpen: true) : new StreamReader(list);
        await OrderedWork.RunAsync(LinesAsync(reader, cancellationToken), jobs, HashAsync, TellAsync, cancellationToken).ConfigureAwait(false);

        if (_good + _different + _unread == 0) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{list}' holds no checksums. A line is such as sha256sum writes: the value in hex, two spaces, the name.");
        if (_different > 0) terminal.Message($"virga: {_different} of {_good + _different + _unread} {(_different == 1 ? "does" : "do")} not match.");
        if (_unread > 0) terminal.Message($"virga: {_unread} of {_good + _different + _unread} could not be read.");
        if (_malformed > 0) terminal.Message($"virga: {_malformed} {(_malformed == 1 ? "line is" : "lines are")} malformed.");
        return _different + _unread + _malformed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async IAsyncEnumerable<ChecksumLine> LinesAsync(StreamReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text)
        {
            number++;
            if (text.Length == 0 || text[0] == '#') continue;
            if (ChecksumLine.Parse(text, algorithm) is { } line)
            {
                yield return line;
                continue;
            }

            _malformed++;
            terminal.Message($"virga: {list}:{number}: this is no checksum and name.");
        }
    }

    private async Task<Hashed> HashAsync(ChecksumLine line, CancellationToken cancellationToken)
    {
        var source = new HashSource(line.Checksum.Algorithm, useStored);
        var name = line.Name;
        if (name == "-") throw new UsageException("The list names standard input, which is gone. Check it by itself.");
        var isUrl = Place.Parse(name).Kind == PlaceKind.Store;
        if (!isUrl && (below is null || Path.IsPathRooted(name) || Place.Parse(below).Kind == PlaceKind.Path))
        {
            var path = below is null ? name : Path.Combine(below, name);
            if (!File.Exists(path)) throw new ObjectStoreException(ErrorKind.NotFound, $"There is no file '{path}'.");
            return await source.OfAsync(new SelectedItem(name, name, null) { Path = path }, cancellationToken).ConfigureAwait(false);
        }

        // Names of a list are names: what looks like a wildcard in them is none.
        var place = await opener.OpenAsync(isUrl ? name : below!, cancellationToken).ConfigureAwait(false);
        var key = isUrl ? place.Key : place.Folder + (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name);
        return await source.OfAsync(new SelectedItem(name, name, null) { Place = place, Key = key }, cancellationToken).ConfigureAwait(false);
    }

    private async Task TellAsync(ChecksumLine line, Func<Task<Hashed>> result)
    {
        Hashed hashed;
        try
        {
            hashed = await result().ConfigureAwait(false);
        }
        catch (Exception e) when (e is VirgaException or IOException or UnauthorizedAccessException or UsageException or ArgumentException)
        {
            _unread++;
            terminal.Message($"virga: {line.Name}: {Faults.Describe(e)}");
            if (json) JsonLine.Failure(terminal, null, line.Name, e);
            return;
        }

        var isGood = hashed.Checksum == line.Checksum;
        if (isGood) _good++;
        else _different++;
        if (!json)
        {
            terminal.Line($"{Text.Printable(line.Name)}: {(isGood ? "OK" : "FAILED")}");
            return;
        }

        JsonLine.Write(terminal, member =>
        {
            member.WriteString("source", line.Name);
            member.WriteString("algorithm", HashName.Of(line.Checksum.Algorithm));
            member.WriteString("expected", Convert.ToHexStringLower(line.Checksum.Value.Span));
            member.WriteString("actual", Convert.ToHexStringLower(hashed.Checksum.Value.Span));
            member.WriteBoolean("ok", isGood);
            member.WriteBoolean("stored", hashed.IsStored);
        });
    }
}
