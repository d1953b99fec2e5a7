using System.Globalization;

namespace Virga.Local.Tests.Clients;

/// <summary>More objects than one page of a listing holds, made without the client under test.</summary>
internal static class ManyObjects
{
    /// <summary>What a listing with a delimiter says, keys first, as awscli prints it.</summary>
    public const string TopLevel = "top\nmany/\n";

    public static async Task PutAsync(CloudClient client, string bucket, int count)
    {
        Assert.Equal(200, (await client.SendAsync("PUT", $"/{bucket}/top", [1])).Status);
        await Parallel.ForAsync(0, count - 1, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (index, _) =>
        {
            string target = string.Create(CultureInfo.InvariantCulture, $"/{bucket}/many/a%20b/{index:D4}");
            Assert.Equal(200, (await client.SendAsync("PUT", target, [])).Status);
        });
    }
}
