using System.Text.RegularExpressions;

namespace Virga.Local.Tests;

/// <summary>Whatever is sent, the endpoint answers in the protocol's own words, and goes on.</summary>
public sealed partial class OddRequestTests
{
    private const int Requests = 1500;

    // No answer may take as long on any machine.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task NothingThatIsSentIsAnInternalError(int seed, bool inFolder)
    {
        using ScratchFolder folder = new();
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true, AllowSignatureV2 = true, Folder = inFolder ? folder.Path : null }, "abc");
        OddRequests odd = new(new Random(seed), client.Cloud.Port);
        for (int number = 0; number < Requests; number++)
        {
            (string request, bool ends) = odd.Next();
            string answer = await RawExchange.SendAsync(client.Cloud.Port, request, endsSending: !ends).WaitAsync(Limit);

            // Of a request that was cut off nobody waits for the answer.
            Match status = StatusLine().Match(answer);
            Assert.True(status.Success || (!ends && answer.Length == 0), $"Seed {seed}, request {number}: {request}\n\n{answer}");
            Assert.False(status.Groups[1].Value is "500", $"Seed {seed}, request {number}: {request}\n\n{answer}");
        }

        // The bucket may have been deleted by one of them.
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc")).Status);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/after", [1, 2])).Status);
        Assert.Equal([1, 2], (await client.SendAsync("GET", "/abc/after")).Body);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [GeneratedRegex(@"\A(?:HTTP/1\.1 100 Continue\r\n\r\n)?HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();
}
