using System.Text;
using System.Text.Json;
using Virga.Cli.Console;
using Virga.Local;

namespace Virga.Cli.Tests;

/// <summary>What one run of the command wrote and answered.</summary>
internal sealed record CommandRun(int ExitCode, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output);

    public IReadOnlyList<JsonElement> Json => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public static async Task<CommandRun> OfAsync(LocalCloud? cloud, string[] arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var terminal = new Terminal(new MemoryStream(input ?? []), output, error, isErrorInteractive: false, name => environment?.GetValueOrDefault(name) ?? Variable(cloud, name));
        var code = await VirgaCommand.RunAsync(arguments, terminal, cancellationToken);
        return new CommandRun(code, output.ToArray(), error.ToString());
    }

    private static string? Variable(LocalCloud? cloud, string name) => name switch
    {
        "AWS_ACCESS_KEY_ID" => cloud?.AccessKeyId,
        "AWS_SECRET_ACCESS_KEY" => cloud?.SecretAccessKey,
        "AWS_ENDPOINT_URL_S3" => cloud?.Endpoint.AbsoluteUri.TrimEnd('/'),

        // No profile files of whoever runs the tests.
        "HOME" => Path.Combine(Path.GetTempPath(), "virga-cli-tests-no-home"),
        _ => null,
    };
}
