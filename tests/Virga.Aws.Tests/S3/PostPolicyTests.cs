using System.Globalization;
using System.Text;
using System.Text.Json;
using Virga.Aws.S3;
using Virga.Aws.Signing;
using Virga.Testing;

namespace Virga.Aws.Tests.S3;

/// <summary>Policies of forms: what is signed, and what is refused because S3 would refuse it.</summary>
public sealed class PostPolicyTests
{
    private static readonly AwsCredentials Example = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static readonly DateTimeOffset Day = new(2015, 12, 29, 0, 0, 0, TimeSpan.Zero);

    // "Example: Browser-Based Upload using HTTP POST" of the Amazon S3 API Reference: the policy with its line ends, and the signature over it.
    private const string PublishedPolicy = """
        { "expiration": "2015-12-30T12:00:00.000Z",
          "conditions": [
            {"bucket": "sigv4examplebucket"},
            ["starts-with", "$key", "user/user1/"],
            {"acl": "public-read"},
            {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
            ["starts-with", "$Content-Type", "image/"],
            {"x-amz-meta-uuid": "14365123651274"},
            {"x-amz-server-side-encryption": "AES256"},
            ["starts-with", "$x-amz-meta-tag", ""],

            {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
            {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
            {"x-amz-date": "20151229T000000Z" }
          ]
        }
        """;

    private const string PublishedSignature = "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e";

    [Fact]
    public void TheSignatureOfThePublishedPolicyIsThePublishedOne()
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(PublishedPolicy.ReplaceLineEndings("\r\n")));

        Assert.StartsWith("eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6", text, StringComparison.Ordinal);
        Assert.Equal(PublishedSignature, PostDocument.Signature(text, SigningScope.Create(Example, Day, "us-east-1", "s3")));
    }

    [Fact]
    public async Task ThePublishedPolicyIsWhatTheTypedOneSays()
    {
        var form = await SignAsync(new S3PostPolicy
        {
            Bucket = "sigv4examplebucket",
            KeyPrefix = "user/user1/",
            Expires = TimeSpan.FromHours(36),
            Acl = "public-read",
            SuccessRedirect = new Uri("http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"),
            ContentTypePrefix = "image/",
            Metadata = new Dictionary<string, string> { ["uuid"] = "14365123651274" },
            Conditions = [S3PostCondition.Exact("x-amz-server-side-encryption", "AES256"), S3PostCondition.StartsWith("x-amz-meta-tag", "")],
        });

        Assert.Equal("https://sigv4examplebucket.s3.us-east-1.amazonaws.com/", form.Url.AbsoluteUri);
        using var policy = Policy(form);
        using var published = JsonDocument.Parse(PublishedPolicy);
        Assert.Equal("2015-12-30T12:00:00.000Z", policy.RootElement.GetProperty("expiration").GetString());
        Assert.Equal(Conditions(published).Order(StringComparer.Ordinal), Conditions(policy).Order(StringComparer.Ordinal));
        Assert.Equal("user/user1/${filename}", form.Field("key"));
        Assert.Equal("public-read", form.Field("acl"));
        Assert.Equal("AES256", form.Field("x-amz-server-side-encryption"));
        Assert.Equal("AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request", form.Field("x-amz-credential"));
        Assert.Null(form.Field("x-amz-meta-tag"));
        Assert.Null(form.Field("Content-Type"));
        Assert.Equal(PostDocument.Signature(form.Field("policy")!, SigningScope.Create(Example, Day, "us-east-1", "s3")), form.Field("x-amz-signature"));
    }

    [Fact]
    public async Task EveryFieldOfTheFormIsAllowedByACondition()
    {
        var form = await SignAsync(
            new S3PostPolicy
            {
                Bucket = "bucket", KeyPrefix = "up/", MaxLength = 10, SuccessStatus = 201, ContentTypePrefix = "text/",
                Fields = new Dictionary<string, string> { ["key"] = "up/one", ["Content-Type"] = "text/plain", ["x-ignore-me"] = "1" },
            },
            new AwsCredentials("ASIAEXAMPLE", "secret", "the-session-token"));

        using var policy = Policy(form);
        var named = policy.RootElement.GetProperty("conditions").EnumerateArray()
            .Select(c => c.ValueKind == JsonValueKind.Object ? c.EnumerateObject().Single().Name : c[1].ValueKind == JsonValueKind.String ? c[1].GetString()!.TrimStart('$') : c[0].GetString()!).ToList();
        Assert.Equal(named.Count, named.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(form.Fields.Select(f => f.Key).Where(f => f is not ("policy" or "x-amz-signature" or "x-ignore-me")), field => Assert.Contains(field, named));
        Assert.Equal("the-session-token", form.Field("x-amz-security-token"));
        Assert.Contains("""["content-length-range",0,10]""", Conditions(policy));
        Assert.Equal(form.Fields.Count, form.Fields.Select(f => f.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("up/one", form.Field("key"));
    }

    [Fact]
    public async Task NoValueOfTheFormIsShown()
    {
        var form = await SignAsync(new S3PostPolicy { Bucket = "bucket", Key = "k" }, new AwsCredentials("ASIAEXAMPLE", "secret", "the-session-token"));

        var shown = form.ToString();
        Assert.Contains("x-amz-signature", shown, StringComparison.Ordinal);
        Assert.All(form.Fields.Where(f => f.Key is "policy" or "x-amz-signature" or "x-amz-security-token"), field => Assert.DoesNotContain(field.Value, shown, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", string.Join(' ', form.Fields.Select(f => f.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADollarSignInAValueIsNoVariable()
    {
        var form = await SignAsync(new S3PostPolicy { Bucket = "bucket", Key = "cost/$5 \"ü\" \\ <b>" });

        var text = Encoding.UTF8.GetString(Convert.FromBase64String(form.Field("policy")!));
        Assert.Contains("cost/\\u00245", text, StringComparison.OrdinalIgnoreCase);
        using var policy = JsonDocument.Parse(text);
        Assert.Contains("""{"key":"cost/$5 \"ü\" \\ <b>"}""", Conditions(policy));
    }

    [Fact]
    public async Task TheNameOfTheFileMayEndAKey()
    {
        var form = await SignAsync(new S3PostPolicy { Bucket = "bucket", Key = "user/${filename}" });

        Assert.Equal("user/${filename}", form.Field("key"));
        using var policy = Policy(form);
        Assert.Contains("""["starts-with","$key","user/"]""", Conditions(policy));
    }

    public static TheoryData<string, S3PostPolicy> Refused => new()
    {
        { "names a Key or a KeyPrefix", Base with { Key = null } },
        { "names a Key or a KeyPrefix", Base with { KeyPrefix = "p" } },
        { "Key is empty", Base with { Key = "" } },
        { "names no Bucket", Base with { Bucket = "" } },
        { "at most 1024", Base with { Key = new string('k', 1025) } },
        { "expired before", Base with { Expires = TimeSpan.FromSeconds(-1) } },
        { "1 second to 7 days", Base with { Expires = TimeSpan.FromDays(8) } },
        { "1 second to 7 days", Base with { Expires = TimeSpan.FromMilliseconds(5) } },
        { "at least 11 and at most 10", Base with { MinLength = 11, MaxLength = 10 } },
        { "5 GiB", Base with { MaxLength = (5L << 30) + 1 } },
        { "5 GiB", Base with { MinLength = (5L << 30) + 1 } },
        { "zero or more", Base with { MinLength = -1 } },
        { "canned access control list", Base with { Acl = "everybody" } },
        { "exclude each other", Base with { ContentType = "a/b", ContentTypePrefix = "a/" } },
        { "exclude each other", Base with { SuccessStatus = 200, SuccessRedirect = new Uri("https://a.example.org") } },
        { "200, 201 or 204", Base with { SuccessStatus = 302 } },
        { "absolute http or https", Base with { SuccessRedirect = new Uri("/done", UriKind.Relative) } },
        { "name of metadata", Base with { Metadata = new Dictionary<string, string> { ["a b"] = "1" } } },
        { "control character", Base with { Metadata = new Dictionary<string, string> { ["a"] = "1\r\n2" } } },
        { "${filename} stands at the end", Base with { Key = "a/${filename}/b" } },
        { "${filename} stands at the end", Base with { Key = "${filename}${filename}" } },
        { "KeyPrefix holds ${filename}", Base with { Key = null, KeyPrefix = "a/${filename}" } },
        { "${filename} stands in the key alone", Base with { Metadata = new Dictionary<string, string> { ["name"] = "${filename}" } } },
        { "two conditions on x-amz-meta-a", Base with { Conditions = [S3PostCondition.Exact("x-amz-meta-a", "1"), S3PostCondition.StartsWith("x-amz-meta-a", "")] } },
        { "two conditions on X-Amz-Meta-A", Base with { Metadata = new Dictionary<string, string> { ["a"] = "1" }, Conditions = [S3PostCondition.StartsWith("X-Amz-Meta-A", "")] } },
        { "set by Key or KeyPrefix", Base with { Conditions = [S3PostCondition.StartsWith("key", "")] } },
        { "set by Acl", Base with { Conditions = [S3PostCondition.Exact("acl", "private")] } },
        { "set MinLength and MaxLength", Base with { Conditions = [S3PostCondition.Exact("content-length-range", "1")] } },
        { "the signature fills it in", Base with { Conditions = [S3PostCondition.Exact("x-amz-date", "1")] } },
        { "name of a field", Base with { Conditions = [S3PostCondition.Exact("a b", "1")] } },
        { "no condition allows the field x-amz-tagging", Base with { Fields = new Dictionary<string, string> { ["x-amz-tagging"] = "1" } } },
        { "does not fit its condition", Base with { ContentTypePrefix = "image/", Fields = new Dictionary<string, string> { ["Content-Type"] = "text/plain" } } },
        { "filled in by the signature", Base with { Fields = new Dictionary<string, string> { ["policy"] = "x" } } },
        { "20 KB", Base with { Metadata = Enumerable.Range(0, 40).ToDictionary(i => "m" + i.ToString(CultureInfo.InvariantCulture), _ => new string('v', 200)) } },
    };

    private static S3PostPolicy Base { get; } = new() { Bucket = "bucket", Key = "key" };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WhatS3WouldRefuseIsRefusedHere(string says, S3PostPolicy policy)
    {
        var error = await Assert.ThrowsAsync<VirgaException>(async () => await SignAsync(policy));

        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutCredentialsThereIsNothingToSignWith()
    {
        using var client = new S3Options { Credentials = AnonymousCredentials.Instance }.CreateClient();

        Assert.Equal(ErrorKind.Unauthenticated, (await Assert.ThrowsAsync<VirgaException>(async () => await client.PresignPostAsync(Base))).Kind);
    }

    private static async Task<SignedForm> SignAsync(S3PostPolicy policy, AwsCredentials? credentials = null)
    {
        var handler = new ScriptedHandler();
        using var client = new S3Options { Credentials = new StaticCredentials(credentials ?? Example), Region = "us-east-1", Configure = o => o.Handler = handler }.CreateClient(new FakeTimeProvider(Day));
        var form = await client.PresignPostAsync(policy);
        Assert.Empty(handler.Requests);
        return form;
    }

    private static JsonDocument Policy(SignedForm form) => JsonDocument.Parse(Convert.FromBase64String(form.Field("policy")!));

    private static List<string> Conditions(JsonDocument policy) =>
        [.. policy.RootElement.GetProperty("conditions").EnumerateArray().Select(c => JsonSerializer.Serialize(c, Relaxed))];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
