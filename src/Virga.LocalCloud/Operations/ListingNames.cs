namespace Virga.Local.Operations;

/// <summary>How a listing spells keys: as they are, or percent-coded on request.</summary>
internal sealed class ListingNames
{
    private readonly bool _encode;

    private ListingNames(bool encode) => _encode = encode;

    public static ListingNames Read(S3Call call) => call.Query["encoding-type"] switch
    {
        null or "" => new(encode: false),
        "url" => new(encode: true),
        { } other => throw S3Error.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", other),
    };

    public string this[string key] => _encode ? PercentCoding.EncodeListing(key) : key;

    public void WriteType(XmlReply reply)
    {
        if (_encode)
        {
            reply.Value("EncodingType", "url");
        }
    }

    public void WritePrefixes(XmlReply reply, IEnumerable<string> prefixes)
    {
        foreach (string prefix in prefixes)
        {
            reply.Start("CommonPrefixes");
            reply.Value("Prefix", this[prefix]);
            reply.End();
        }
    }
}
