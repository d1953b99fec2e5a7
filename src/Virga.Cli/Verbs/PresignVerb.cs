using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;
using Virga.Storage.Driver;

namespace Virga.Cli.Verbs;

/// <summary><c>virga presign</c>: a URL that carries its own right.</summary>
internal static class PresignVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "The object, such as s3://bucket/key.", HelpName = "url" };
        var method = new Option<string>("--method") { Description = "The right to give: get, head, put or delete.", DefaultValueFactory = _ => "get", HelpName = "name" };
        method.AcceptOnlyFromAmong("get", "head", "put", "delete");
        var expires = new Option<string>("--expires") { Description = "How long it holds, such as 10m.", DefaultValueFactory = _ => "1h", HelpName = "time" };
        var contentType = new Option<string?>("--content-type") { Description = "For put the type that must be sent, for get the type that the answer states.", HelpName = "type" };
        var command = new Command("presign", "Writes a URL that lets anybody who holds it read, store or delete one object.") { url, method, expires, contentType };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var place = await new StoreOpener(parsed, options, terminal).OpenObjectAsync(parsed.GetValue(url)!, "presign", cancellationToken).ConfigureAwait(false);
            var kind = Enum.Parse<PresignKind>(parsed.GetValue(method)!, ignoreCase: true);
            var time = Quantity.ParseTime(parsed.GetValue(expires)!, "--expires");
            var signed = await place.Store.PresignAsync(place.Key, kind, time, new PresignOptions { ContentType = parsed.GetValue(contentType) }, cancellationToken).ConfigureAwait(false);
            Write(terminal, signed, parsed.GetValue(options.Json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Terminal terminal, SignedRequest signed, bool json)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("method", signed.Method);
                line.WriteString("url", signed.Url.OriginalString);
                line.WriteStartObject("headers");
                foreach (var (name, value) in signed.Headers) line.WriteString(name, value);
                line.WriteEndObject();
            });
            return;
        }

        terminal.Line(signed.Url.OriginalString);
        if (signed.Headers.Count > 0) terminal.Message("The holder must send these headers:");
        foreach (var (name, value) in signed.Headers) terminal.Message($"{name}: {value}");
    }
}
