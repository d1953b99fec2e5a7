namespace Virga.Local.Operations;

/// <summary>Reads the conditions of a write or delete.</summary>
internal static class WriteConditions
{
    public static WriteCondition Read(S3Call call)
    {
        string? match = call.Header("If-Match");
        string? none = call.Header("If-None-Match");
        if (none is not null and not "*" || (match is not null && none is not null))
        {
            throw S3Error.NotImplemented("If-None-Match");
        }

        return match is null && none is null ? WriteCondition.None : new(match, MustBeNew: none is not null);
    }
}
