namespace Virga.Local.Operations;

/// <summary>The one owner of everything here.</summary>
internal static class Owner
{
    // The canonical id has the form of Amazon's: 64 hexadecimal digits.
    public const string Id = "0000000000000000000000000000000000000000000000000000000000000001";
    public const string Name = "local";

    public static void Write(XmlReply reply, string element)
    {
        reply.Start(element);
        reply.Value("ID", Id);
        reply.Value("DisplayName", Name);
        reply.End();
    }
}
