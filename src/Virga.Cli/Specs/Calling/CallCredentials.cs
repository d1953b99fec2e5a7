using Virga.Aws;
using Virga.Http;
using Virga.Specs.Model;

namespace Virga.Cli.Specs.Calling;

/// <summary>Credentials of a call, out of the environment: what stands on a command line is seen by everybody on the machine.</summary>
internal static class CallCredentials
{
    public const string Token = "VIRGA_AUTH_TOKEN";
    public const string User = "VIRGA_AUTH_USERNAME";
    public const string Password = "VIRGA_AUTH_PASSWORD";
    public const string Key = "VIRGA_AUTH_KEY";

    /// <summary>The credentials of a scheme; null when the environment has none.</summary>
    public static AuthScheme? Of(SecuritySchemeModel scheme, Func<string, string?> environment, string? region)
    {
        if (scheme.Scheme == "sigv4")
        {
            var service = scheme.Options.FirstOrDefault(option => option.Key == "service").Value ?? "execute-api";
            return SigV4Scheme.For(AwsCredentialChain.Default(environment), region ?? environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION") ?? "us-east-1", service);
        }

        return scheme.Type switch
        {
            "apiKey" => environment(Key) is { Length: > 0 } key ? new ApiKeyAuth(scheme.ParameterName!, scheme.In!, key) : null,
            "http" when scheme.HttpScheme is "basic" => environment(User) is { Length: > 0 } user ? new BasicAuth(user, environment(Password) ?? "") : null,
            _ => environment(Token) is { Length: > 0 } token ? new BearerAuth(token) : null,
        };
    }

    /// <summary>What to set for a scheme.</summary>
    public static string Wanted(SecuritySchemeModel scheme) => scheme.Type switch
    {
        "apiKey" => Key,
        "http" when scheme.HttpScheme is "basic" => $"{User} and {Password}",
        _ => Token,
    };
}
