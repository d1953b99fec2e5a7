using Virga.Http;

namespace Virga.Core.Tests.Http;

/// <summary>Schemes as providers have them: a token in a header of its own, or a signature with a session token beside it.</summary>
internal sealed class TokenHeaderAuth(bool signs) : AuthScheme
{
    public override bool UsesAuthorizationHeaderOnly => false;

    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        if (signs)
        {
            attempt.SetHeader("Authorization", $"SIG4 Credential=AK/20261120, Signature={attempt.Host}{attempt.Path}");
            attempt.SetHeader("x-amz-security-token", "session-secret");
        }
        else
        {
            attempt.SetHeader("X-Auth-Token", "swift-secret");
        }

        return ValueTask.CompletedTask;
    }
}
