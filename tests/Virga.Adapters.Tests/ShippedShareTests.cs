using System.Globalization;
using System.Text.RegularExpressions;

namespace Virga.Adapters.Tests;

/// <summary>How much of the shipped drivers the adapter documents say.</summary>
public sealed class ShippedShareTests
{
    [Fact]
    public void AtLeastFourOfFiveMembersOfTheS3DriversAreDeclared()
    {
        var run = AdapterRun.OfDocuments("public static class Anchor { public static Virga.Storage.Driver.Upload? Upload; }", [.. DocumentText.Names("s3")]);

        var store = Counts(run.Adapter("S3Driver"));
        var account = Counts(run.Adapter("S3AccountDriver"));

        // Every member of both contracts is counted once: 16 verbs of a bucket, 4 of an account.
        Assert.Equal(16, store.Declared + store.ByHand + store.Unsupported);
        Assert.Equal(4, account.Declared + account.ByHand + account.Unsupported);
        var declared = store.Declared + account.Declared;
        Assert.True(declared * 100 >= 80 * (declared + store.ByHand + account.ByHand), $"{declared} declared, {store.ByHand + account.ByHand} by hand");
        Assert.True(declared * 100 >= 80 * 20, $"{declared} of 20 declared");
    }

    private static (int Declared, int ByHand, int Unsupported) Counts(string source)
    {
        var match = Regex.Match(source, @"declared (\d+), by hand (\d+), unsupported (\d+)");
        Assert.True(match.Success, source[..200]);
        return (Number(1), Number(2), Number(3));

        int Number(int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }
}
