namespace Virga.Aws;

/// <summary>A source of which can be told, without asking it, whose credentials it gives. Stores of equal identities can copy between each other on the server.</summary>
public interface IKnownAwsCredentials
{
    /// <summary>Equal for sources that give the same credentials. Must hold no secret.</summary>
    string Identity { get; }
}
