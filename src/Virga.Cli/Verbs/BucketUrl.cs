using Virga.Cli.Arguments;

namespace Virga.Cli.Verbs;

/// <summary>The URL of a bucket, without a key.</summary>
internal static class BucketUrl
{
    public static string Check(string text, string verb)
    {
        var url = StoreOpener.Parse(text);
        if (url.Bucket.Length == 0 || !string.IsNullOrEmpty(url.Key)) throw new UsageException($"{verb} takes a bucket, such as {url.Scheme}://bucket; '{text}' is none.");
        return text;
    }
}
