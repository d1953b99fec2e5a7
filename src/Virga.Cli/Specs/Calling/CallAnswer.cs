using System.Globalization;
using System.Text;
using Virga.Cli.Console;
using Virga.Http;
using Virga.Specs.Model;

namespace Virga.Cli.Specs.Calling;

/// <summary>Prints an answer as it came.</summary>
internal sealed class CallAnswer(Terminal terminal, ServiceResponse response)
{
    public async Task WriteAsync(bool withHead, CancellationToken cancellationToken)
    {
        var type = response.Header("Content-Type");
        terminal.Message(string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}{(type is null ? "" : " " + type)}"));
        if (withHead)
        {
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}"));
            foreach (var (name, value) in Headers()) terminal.Line($"{name}: {Text.Printable(value)}");
            terminal.Line("");
        }

        terminal.Flush();
        if (terminal.IsOutputInteractive && type is not null && MediaTypes.KindOf(type) == MediaKind.Bytes)
        {
            terminal.Message("virga: the answer is bytes, which are not written to a terminal; send them to a file with >.");
            return;
        }

        var body = response.OpenBody();
        await using (body.ConfigureAwait(false)) await body.CopyToAsync(terminal.Output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One JSON object: <c>status headers body</c>, or <c>bodyBase64</c> where the body is no text.</summary>
    public async Task WriteJsonAsync(CancellationToken cancellationToken)
    {
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        var bytes = System.Buffers.BuffersExtensions.ToArray(body.Bytes);
        JsonLine.Write(terminal, line =>
        {
            line.WriteNumber("status", response.Status);
            line.WriteStartObject("headers");
            foreach (var (name, value) in Headers()) line.WriteString(name, value);
            line.WriteEndObject();
            if (IsText(bytes)) line.WriteString("body", bytes);
            else line.WriteBase64String("bodyBase64", bytes);
        });
    }

    private IEnumerable<KeyValuePair<string, string>> Headers() => response.HeaderMap("").OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase);

    private static bool IsText(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
