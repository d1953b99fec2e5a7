using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Virga.Parity;
using Virga.Storage;

namespace Virga.Aws.S3.Tests.Client;

/// <summary>Forms that are signed here and sent by a bare HttpClient.</summary>
public sealed class PostPolicyTests
{
    private static readonly HttpClient Bare = new();

    public static TheoryData<string> Places => ["ceph", "localcloud"];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    [Parity("CM-23")]
    public async Task AFormUploadsWhatItsPolicyAllows(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var form = await bucket.Client.PresignPostAsync(new S3PostPolicy
        {
            Bucket = bucket.Name,
            KeyPrefix = "user/grüße $5 [1]'\"/",
            MaxLength = 20,
            ContentTypePrefix = "text/",
            Metadata = new Dictionary<string, string> { ["Who"] = "a form" },
            SuccessStatus = 201,
        });

        var answer = await SendAsync(form, "content", ("Content-Type", "text/x-form"));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var info = await bucket.Store.StatAsync("user/grüße $5 [1]'\"/upload.bin");
        Assert.Equal((7, "text/x-form", "a form"), (info.Size, info.ContentType, info.Metadata!["who"]));
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(form, "other", ("Content-Type", "text/plain"), ("key", "user/grüße $5 [1]'\"/chosen"))).Status);
        Assert.Equal("other", await bucket.Store.ReadTextAsync("user/grüße $5 [1]'\"/chosen"));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task TheServerRefusesWhatThePolicyDoesNotAllow(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var policy = new S3PostPolicy { Bucket = bucket.Name, KeyPrefix = "user/", MinLength = 3, MaxLength = 10, ContentTypePrefix = "image/", Acl = "private" };
        var form = await bucket.Client.PresignPostAsync(policy);
        var image = ("Content-Type", "image/png");

        Assert.Equal(400, (int)(await SendAsync(form, "eleven byte", image)).Status);
        Assert.Equal(400, (int)(await SendAsync(form, "12", image)).Status);
        AssertDenied(await SendAsync(form, "12345", ("Content-Type", "text/html")));
        AssertDenied(await SendAsync(form, "12345", image, ("key", "elsewhere/k")));
        AssertDenied(await SendAsync(form, "12345", image, ("acl", "public-read")));
        AssertDenied(await SendAsync(form, "12345", image, ("x-amz-meta-more", "1")));
        AssertDenied(await SendAsync(form, "12345", image, ("x-amz-signature", new string('0', 64))));
        var widened = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromBase64String(form.Field("policy")!)).Replace(",10]", ",99]", StringComparison.Ordinal)));
        AssertDenied(await SendAsync(form, "eleven byte", image, ("policy", widened)));

        var expired = S3Place.Named(where).Options().CreateClient(new Virga.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-10)));
        AssertDenied(await SendAsync(await expired.PresignPostAsync(policy with { Expires = TimeSpan.FromMinutes(5) }), "12345", image));

        Assert.Empty(await bucket.Store.ListAsync("").ToListAsync());
        Assert.InRange((int)(await SendAsync(form, "1234567890", image)).Status, 200, 204);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    [Parity("CM-23")]
    public async Task TheStoreSignsAFormForOneKey(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        Assert.True(bucket.Store.Capabilities.Presign.Form);
        var form = await bucket.Store.PresignPostAsync("one/key+=?", TimeSpan.FromMinutes(5), new PresignPostOptions { MaxLength = 100, ContentType = "text/plain", Metadata = new Dictionary<string, string> { ["A"] = "1" } });

        Assert.InRange((int)(await SendAsync(form, "by a form")).Status, 200, 204);
        Assert.Equal("by a form", await bucket.Store.ReadTextAsync("one/key+=?"));
        AssertDenied(await SendAsync(form, "x", ("key", "other")));
        var refused = await Assert.ThrowsAsync<ObjectStoreException>(async () => await bucket.Store.PresignPostAsync("k", TimeSpan.FromMinutes(5), new PresignPostOptions { MinLength = 5, MaxLength = 4 }));
        Assert.Equal((ErrorKind.InvalidArgument, bucket.Name), (refused.Kind, refused.Bucket));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task FormsAreSignedThroughViewsAndStayBelowTheirPrefix(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var tenant = bucket.Store.WithPrefix("tenant/").Limited(new StoreLimits { Concurrency = 2 }).WithFaults(new FaultPlan());

        var form = await tenant.PresignPostAsync("in/", TimeSpan.FromMinutes(5), new PresignPostOptions { IsPrefix = true });

        Assert.InRange((int)(await SendAsync(form, "mine", ("key", "tenant/in/a"))).Status, 200, 204);
        AssertDenied(await SendAsync(form, "x", ("key", "other/in/a")));
        Assert.Equal("mine", await tenant.ReadTextAsync("in/a"));
        Assert.Equal(ErrorKind.Unsupported, (await Assert.ThrowsAsync<ObjectStoreException>(async () => await tenant.AsReadOnly().PresignPostAsync("k", TimeSpan.FromMinutes(5)))).Kind);
    }

    [SkippableFact]
    public async Task WhereFormsAreUnknownTheStoreSaysSo()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();

        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await bucket.Store.PresignPostAsync("k", TimeSpan.FromMinutes(5)));

        Assert.Equal(ErrorKind.Unsupported, error.Kind);
        Assert.Contains("Presign.Form", error.Message, StringComparison.Ordinal);
    }

    private static void AssertDenied((HttpStatusCode Status, string Body) answer) => Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{answer.Status}: {answer.Body}");

    /// <summary>Sends a form as a browser would: the fields, those of the user in place of them or behind them, and the file last.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(SignedForm form, string content, params (string Name, string Value)[] own)
    {
        using var body = new MultipartFormDataContent("a-boundary");
        var fields = form.Fields.Where(field => !own.Any(o => o.Name == field.Key)).Concat(own.Select(o => KeyValuePair.Create(o.Name, o.Value)));
        foreach (var (name, value) in fields)
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            body.Add(part);
        }

        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = "\"upload.bin\"" };
        body.Add(file);
        using var answer = await Bare.PostAsync(form.Url, body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
