using System.Text;
using Microsoft.AspNetCore.Http;

namespace Virga.Local.Operations;

/// <summary>An upload by a browser's form, under a policy that somebody signed for it.</summary>
internal static class PostObject
{
    private static readonly string[] OfTheSignature = ["x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature", "x-amz-security-token"];

    public static async Task PostAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        PostForm form = await FormReader.ReadAsync(call).ConfigureAwait(false);
        PostPolicy? policy = FormSignature.Verify(call, form);
        string key = KeyOf(form);
        KeyRules.Require(key);
        MoveFieldsToHeaders(call, form);
        UnsupportedFeatures.Check(call);
        ObjectHeaders headers = HeadersOf(call, form);

        // What the request says about its length is about the whole form.
        BodyClaims claims = BodyClaims.Read(call) with { Length = null };
        using VerifiedBody body = new(new FormBytes(form.File), claims, wanted: null);
        (Content content, BodyDigests digests) = await BodyReceiver.StoreAsync(call, bucket, body, length: null, policy?.Most ?? BodyReceiver.MaxLength).ConfigureAwait(false);
        StoredObject item = new() { Key = key, Content = content, ETag = digests.Md5, LastModified = call.Now, Headers = headers, Checksum = digests.Checksum };
        if (content.Length < (policy?.Least ?? 0))
        {
            content.Discard();
            throw new S3Exception(
                400,
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                ("ProposedSize", $"{content.Length}"),
                ("MinSizeAllowed", $"{policy!.Least}"));
        }

        ObjectWrite.Commit(call, bucket, item, WriteCondition.None);
        await AnswerAsync(call, form, bucket, item).ConfigureAwait(false);
    }

    private static string KeyOf(PostForm form) => form["key"] is { Length: > 0 } key
        ? key.Replace("${filename}", form.FileName, StringComparison.Ordinal)
        : throw FormError.Field("Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.", "key");

    // The fields mean what the headers of a put mean, and the request's own headers of those names nothing.
    private static void MoveFieldsToHeaders(S3Call call, PostForm form)
    {
        IHeaderDictionary headers = call.Headers;
        foreach (string name in headers.Keys.Where(IsOfAnObject).ToArray())
        {
            headers.Remove(name);
        }

        foreach ((string name, string value) in form.Fields)
        {
            string header = name.Equals("acl", StringComparison.OrdinalIgnoreCase) ? "x-amz-acl" : name;
            if (!IsOfAnObject(header) || OfTheSignature.Contains(header, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (value.Any(char.IsControl) || !header.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            {
                throw FormError.Field("A field that becomes a header cannot hold control characters.", name);
            }

            headers[header] = value;
        }
    }

    private static bool IsOfAnObject(string name)
        => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || HeaderReader.IsContentHeader(name);

    private static ObjectHeaders HeadersOf(S3Call call, PostForm form)
    {
        ObjectHeaders headers = HeaderReader.Read(call);
        if (form["tagging"] is not { Length: > 0 } document)
        {
            return headers;
        }

        using MemoryStream stream = new(Encoding.UTF8.GetBytes(document));
        return headers with { Tags = TagSet.ReadDocument(stream, ofBucket: false) };
    }

    private static async Task AnswerAsync(S3Call call, PostForm form, Bucket bucket, StoredObject item)
    {
        string tag = EntityTag.Quote(item.ETag);
        string location = $"http://{call.Headers.Host}/{(call.Target.Path == "/" ? string.Empty : bucket.Name + "/")}{PercentCoding.Encode(item.Key, keepSlash: true)}";
        call.Response.Headers.ETag = tag;
        if (Redirect(form) is { } target)
        {
            string query = $"bucket={PercentCoding.Encode(bucket.Name)}&key={PercentCoding.Encode(item.Key)}&etag={PercentCoding.Encode(tag)}";
            call.Response.Headers.Location = target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
            call.Reply(303);
            return;
        }

        call.Response.Headers.Location = location;
        switch (form["success_action_status"])
        {
            case "201":
                using (XmlReply reply = new("PostResponse", inNamespace: false))
                {
                    reply.Value("Location", location, inNamespace: false);
                    reply.Value("Bucket", bucket.Name, inNamespace: false);
                    reply.Value("Key", item.Key, inNamespace: false);
                    reply.Value("ETag", tag, inNamespace: false);
                    await reply.SendAsync(call.Http, 201).ConfigureAwait(false);
                }

                break;
            case "200":
                call.Reply(200);
                break;
            default:
                call.Reply(204);
                break;
        }
    }

    // A target that is no URL is as good as none.
    private static string? Redirect(PostForm form)
        => Uri.TryCreate(form["success_action_redirect"] ?? form["redirect"], UriKind.Absolute, out Uri? target) && target.Scheme is "http" or "https"
            ? target.AbsoluteUri
            : null;
}
