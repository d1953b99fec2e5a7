using System.Text;

namespace Virga.Local.Tests;

/// <summary>Uploads by a browser's form under a signed policy.</summary>
public sealed class PostFormTests
{
    private const string PublishedPolicy =
        "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9";

    [Fact]
    public async Task AFormThatItsPolicyAllowsIsStored()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        PostForm form = new(client, "forms") { Fields = { ["Content-Type"] = "text/x-ours", ["x-amz-meta-colour"] = "gr\u00fcn", ["x-ignore-me"] = "1" } };
        form.Conditions.Add("""["starts-with", "$Content-Type", "text/"]""");
        Answer answer = await form.SendAsync([1, 2, 3]);
        Assert.Equal((204, "\"5289df737df57326fcdd22597afb1fac\"", $"http://{client.Host}/forms/up/a%20b.txt"), (answer.Status, answer["ETag"], answer["Location"]));
        Answer read = await client.SendAsync("GET", "/forms/up/a%20b.txt");
        Assert.Equal([1, 2, 3], read.Body);
        Assert.Equal(("text/x-ours", "=?UTF-8?B?Z3LDvG4=?="), (read["Content-Type"], read["x-amz-meta-colour"]));
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("201", 201)]
    [InlineData("204", 204)]
    [InlineData("500", 204)]
    public async Task TheAnswerHasTheStatusThatWasAskedFor(string asked, int status)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        PostForm form = new(client, "forms") { Fields = { ["success_action_status"] = asked } };
        form.Conditions.Add($$"""{"success_action_status": "{{asked}}"}""");
        Answer answer = await form.SendAsync([1]);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 201, answer.Text.Contains("<Key>up/a b.txt</Key>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ABrowserIsSentOnWithTheObjectsName()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        PostForm form = new(client, "forms") { Fields = { ["success_action_redirect"] = "http://127.0.0.1/done?x=1" } };
        form.Conditions.Add("""["eq", "$success_action_redirect", "http://127.0.0.1/done?x=1"]""");
        Answer answer = await form.SendAsync([1, 2, 3]);
        Assert.Equal((303, "http://127.0.0.1/done?x=1&bucket=forms&key=up%2Fa%20b.txt&etag=%225289df737df57326fcdd22597afb1fac%22"), (answer.Status, answer["Location"]));
    }

    [Theory]
    [InlineData(0, 2, "EntityTooLarge")]
    [InlineData(4, 9, "EntityTooSmall")]
    [InlineData(3, 3, "")]
    public async Task TheSizeMustBeInItsRange(int least, int most, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        PostForm form = new(client, "forms");
        form.Conditions.Add($"""["content-length-range", {least}, {most}]""");
        Assert.Equal(code, (await form.SendAsync([1, 2, 3])).Code);
        Assert.Equal(code.Length == 0 ? 200 : 404, (await client.SendAsync("HEAD", "/forms/up/a%20b.txt")).Status);
    }

    [Theory]
    [InlineData("key", "other/x", "Policy Condition failed: [\"starts-with\", \"$key\", \"up/\"]")]
    [InlineData("x-amz-meta-more", "1", "Extra input fields: x-amz-meta-more")]
    [InlineData("Content-Type", "text/html", "Extra input fields: Content-Type")]
    [InlineData("x-amz-date", "20260301T120001Z", "Policy Condition failed: [\"eq\", \"$x-amz-date\", \"20260301T120000Z\"]")]
    public async Task AFieldThatThePolicyDoesNotAllowIsDenied(string name, string value, string reason)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        Answer answer = await new PostForm(client, "forms").SendAsync([1], fields => fields[name] = value);
        Assert.Equal((403, "AccessDenied", "Invalid according to Policy: " + reason), (answer.Status, answer.Code, answer.Value("Message")));
        Assert.Empty((await client.SendAsync("GET", "/forms")).Values("Contents", "Key"));
    }

    [Fact]
    public async Task APolicyForAnotherBucketIsDenied()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        await client.SendAsync("PUT", "/others");
        Dictionary<string, string> signed = new PostForm(client, "others").Sign();
        Answer answer = await new PostForm(client, "forms").SendAsync([1], fields =>
        {
            fields["policy"] = signed["policy"];
            fields["x-amz-signature"] = signed["x-amz-signature"];
        });
        Assert.Equal("Invalid according to Policy: Policy Condition failed: [\"eq\", \"$bucket\", \"others\"]", answer.Value("Message"));
    }

    [Fact]
    public async Task APolicyEnds()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        PostForm form = new(client, "forms");
        Assert.Equal(204, (await form.SendAsync([1])).Status);
        form.Expiration = client.Now.AddSeconds(-1);
        Assert.Equal("Invalid according to Policy: Policy expired.", (await form.SendAsync([1])).Value("Message"));
    }

    [Theory]
    [InlineData("policy", "e30=", "SignatureDoesNotMatch")]
    [InlineData("x-amz-signature", "00", "SignatureDoesNotMatch")]
    [InlineData("x-amz-credential", "AKIAOTHER/20260301/us-east-1/s3/aws4_request", "InvalidAccessKeyId")]
    [InlineData("x-amz-credential", "nothing", "InvalidArgument")]
    [InlineData("x-amz-algorithm", "AWS4-HMAC-SHA1", "InvalidArgument")]
    [InlineData("x-amz-security-token", "token", "InvalidToken")]
    [InlineData("policy", null, "AccessDenied")]
    [InlineData("key", null, "InvalidArgument")]
    [InlineData("x-amz-signature", null, "InvalidArgument")]
    public async Task AFormThatIsNotSignedIsRefused(string name, string? value, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        PostForm form = new(client, "forms");
        form.Conditions.RemoveAt(0);
        Answer answer = await form.SendAsync([1], fields =>
        {
            fields.Remove(name);
            if (value is not null)
            {
                fields[name] = value;
            }
        });
        Assert.Equal(code, answer.Code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"expiration": "soon", "conditions": []}""")]
    [InlineData("""{"expiration": "2027-01-01T00:00:00Z", "conditions": [["eq", "key", "x"]]}""")]
    [InlineData("""{"expiration": "2027-01-01T00:00:00Z", "conditions": [["ends-with", "$key", "x"]]}""")]
    [InlineData("""{"expiration": "2027-01-01T00:00:00Z", "conditions": [["content-length-range", -1, 5]]}""")]
    [InlineData("""{"expiration": "2027-01-01T00:00:00Z", "conditions": [{"key": 5}]}""")]
    [InlineData("""{"expiration": "2027-01-01T00:00:00Z", "conditions": [[[[[[[[[[1]]]]]]]]]]}""")]
    public async Task APolicyThatIsNoneIsNamed(string policy)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        Answer answer = await new PostForm(client, "forms").SendAsync([1], fields =>
        {
            fields["policy"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(policy));
            fields["x-amz-signature"] = client.Signer.Sign(client.Now, fields["policy"]);
        });
        Assert.Equal((400, "InvalidPolicyDocument"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task TheExampleOfTheReferenceIsSignedRight()
    {
        // The example gives the public access, which a bucket of today refuses; it does so behind signature and policy.
        LocalCloudOptions options = new()
        {
            TimeProvider = new ManualTime { Now = new(2015, 12, 29, 0, 0, 1, TimeSpan.Zero) },
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        };
        await using CloudClient client = await CloudClient.StartAsync(options, "sigv4examplebucket");
        Dictionary<string, string> fields = new()
        {
            ["key"] = "user/user1/${filename}",
            ["acl"] = "public-read",
            ["success_action_redirect"] = "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html",
            ["Content-Type"] = "image/jpeg",
            ["x-amz-meta-uuid"] = "14365123651274",
            ["x-amz-server-side-encryption"] = "AES256",
            ["X-Amz-Credential"] = "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request",
            ["X-Amz-Algorithm"] = "AWS4-HMAC-SHA256",
            ["X-Amz-Date"] = "20151229T000000Z",
            ["x-amz-meta-tag"] = string.Empty,
            ["Policy"] = PublishedPolicy,
            ["X-Amz-Signature"] = "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e",
        };
        PostForm form = new(client, "sigv4examplebucket");
        Assert.Equal("AccessControlListNotSupported", (await form.SendAsync([1], sent => Replace(sent, fields))).Code);
        fields["X-Amz-Signature"] = fields["X-Amz-Signature"].Replace('8', '9');
        Assert.Equal("SignatureDoesNotMatch", (await form.SendAsync([1], sent => Replace(sent, fields))).Code);
    }

    [Fact]
    public async Task WhatIsNoFormIsRefused()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "forms");
        Assert.Equal("PreconditionFailed", (await client.SendUnsignedAsync("POST", "/forms", [1])).Code);
        Assert.Equal("MalformedPOSTRequest", (await client.SendUnsignedAsync("POST", "/forms", [1], ("Content-Type", "multipart/form-data"))).Code);
        const string type = "multipart/form-data; boundary=x";
        Assert.Equal("InvalidArgument", (await SendAsync(client, type, "--x--\r\n")).Code);
        Assert.Equal("MalformedPOSTRequest", (await SendAsync(client, type, "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nabc")).Code);
        Assert.Equal("MalformedPOSTRequest", (await SendAsync(client, type, "--x\r\n\r\nabc\r\n--x--\r\n")).Code);
        Assert.Equal("MaxPostPreDataLengthExceededError", (await SendAsync(client, type, $"--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{new string('k', 21_000)}\r\n--x--\r\n")).Code);
        string twice = string.Concat(Enumerable.Repeat("--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nabc\r\n", 2)) + "--x--\r\n";
        Assert.Equal("InvalidArgument", (await SendAsync(client, type, twice)).Code);
    }

    [Fact]
    public async Task AFileThatBreaksOffLeavesNothing()
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true, TimeProvider = new ManualTime() }, "forms");
        string start = "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nabc\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\dir\\f\"\r\n\r\nbytes";
        Assert.Equal("MalformedPOSTRequest", (await SendAsync(client, "multipart/form-data; boundary=x", start)).Code);
        Assert.Equal(404, (await client.SendAsync("HEAD", "/forms/abc")).Status);
        Assert.Equal(204, (await SendAsync(client, "multipart/form-data; boundary=x", start + "\r\n--x--\r\n")).Status);
        Assert.Equal("bytes", (await client.SendAsync("GET", "/forms/abc")).Text);
    }

    private static Task<Answer> SendAsync(CloudClient client, string type, string body)
        => client.SendUnsignedAsync("POST", "/forms", Encoding.UTF8.GetBytes(body), ("Content-Type", type));

    private static void Replace(Dictionary<string, string> target, Dictionary<string, string> source)
    {
        target.Clear();
        foreach ((string name, string value) in source)
        {
            target[name] = value;
        }
    }
}
