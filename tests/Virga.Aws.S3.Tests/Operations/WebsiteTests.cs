using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>What browsers see of a bucket.</summary>
public sealed class WebsiteTests
{
    public static TheoryData<string> Places => [TestServers.Ceph, TestServers.Moto];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task OtherOriginsAreAllowed(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        var rule = new CorsRule { Id = "apps", AllowedOrigins = ["https://app.example.com"], AllowedMethods = ["GET", "PUT"], AllowedHeaders = ["*"], MaxAgeSeconds = 60, ExposeHeaders = ["ETag"] };

        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchCORSConfiguration", async () => await client.GetBucketCorsAsync(bucket.Name));
        await client.PutBucketCorsAsync(bucket.Name, new() { Rules = [rule] });
        var told = Assert.Single((await client.GetBucketCorsAsync(bucket.Name)).Rules);
        Assert.Equal((rule.AllowedOrigins[0], 60, "*", "ETag"), (Assert.Single(told.AllowedOrigins), told.MaxAgeSeconds, Assert.Single(told.AllowedHeaders), Assert.Single(told.ExposeHeaders)));
        Assert.Equal(rule.AllowedMethods, told.AllowedMethods.Order(StringComparer.Ordinal));
        await client.DeleteBucketCorsAsync(bucket.Name);
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchCORSConfiguration", async () => await client.GetBucketCorsAsync(bucket.Name));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ABucketIsAWebsite(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        var site = new WebsiteConfiguration
        {
            IndexDocument = new() { Suffix = "index.html" },
            ErrorDocument = new() { Key = "error.html" },
            RoutingRules = [new() { Condition = new() { KeyPrefixEquals = "old/" }, Redirect = new() { ReplaceKeyPrefixWith = "new/" } }],
        };

        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchWebsiteConfiguration", async () => await client.GetBucketWebsiteAsync(bucket.Name));
        await client.PutBucketWebsiteAsync(bucket.Name, site);
        var told = await client.GetBucketWebsiteAsync(bucket.Name);
        Assert.Equal(("index.html", "error.html"), (told.IndexDocument?.Suffix, told.ErrorDocument?.Key));
        var rule = Assert.Single(told.RoutingRules);
        Assert.Equal(("old/", "new/"), (rule.Condition?.KeyPrefixEquals, rule.Redirect.ReplaceKeyPrefixWith));
        await client.DeleteBucketWebsiteAsync(bucket.Name);
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchWebsiteConfiguration", async () => await client.GetBucketWebsiteAsync(bucket.Name));
    }
}
