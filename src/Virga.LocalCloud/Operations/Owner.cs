namespace Virga.Local.Operations;

/// <summary>The one owner of everything here.</summary>
internal static class Owner
{
    // The canonical id has the form of Amazon's: 64 hexadecimal digits.
    public const string Id = "0000000000000000000000000000000000000000000000000000000000000001";
    public const string Name = "local";

    /// <summary>The account that the id belongs to.</summary>
    public const string Account = "000000000000";

    /// <summary>Refuses a request that expects another account to own what it names.</summary>
    public static void Check(S3Call call)
    {
        foreach (string header in (string[])["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"])
        {
            if (call.Header(header) is { } expected && expected != Account)
            {
                throw S3Error.AccessDenied($"Access Denied: {header} names another account than {Account}, which owns every bucket here");
            }
        }
    }

    public static void Write(XmlReply reply, string element)
    {
        reply.Start(element);
        reply.Value("ID", Id);
        reply.Value("DisplayName", Name);
        reply.End();
    }
}
