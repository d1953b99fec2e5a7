namespace Virga.Specs.Reading;

/// <summary>The ids of what reading can find.</summary>
public static class DiagnosticIds
{
    /// <summary>Neither YAML nor JSON.</summary>
    public const string Unreadable = "VS001";

    /// <summary>A reference leads nowhere, or only to itself.</summary>
    public const string ReferenceNotFound = "VS002";

    /// <summary>A reference to another host: never fetched.</summary>
    public const string RemoteReference = "VS003";

    /// <summary>Larger, deeper or wider than <see cref="ReadingLimits"/> allow.</summary>
    public const string TooLarge = "VS004";

    /// <summary>An operationId is missing (a remark) or used twice (error).</summary>
    public const string OperationId = "VS005";

    /// <summary>A construct that is not supported; the place is read as any value or as a text, mostly a remark.</summary>
    public const string Unsupported = "VS006";

    /// <summary>No such x-virga key, or not at this place (warning).</summary>
    public const string UnknownKey = "VS007";

    /// <summary>The value of a key is not what the key takes.</summary>
    public const string WrongValue = "VS008";

    /// <summary>The path and the declared path parameters do not agree.</summary>
    public const string PathParameter = "VS009";

    /// <summary>A name that was asked for cannot be a C# name.</summary>
    public const string Name = "VS010";

    public const string DuplicateKey = "VS011";

    public const string NoOperations = "VS012";

    public const string NotASpec = "VS013";

    public const string Version = "VS014";
}
