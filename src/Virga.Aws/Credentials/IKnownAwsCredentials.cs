namespace Virga.Aws;

/// <summary>A source of which can be told, without asking it, whose credentials it gives.</summary>
internal interface IKnownAwsCredentials
{
    /// <summary>Equal for sources that give the same credentials. Holds no secret.</summary>
    string Identity { get; }
}
