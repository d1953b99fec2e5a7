namespace Virga.Http;

internal sealed class AnonymousAuth : AuthScheme
{
    internal override bool IsAnonymous => true;

    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask<SignedRequest> PresignAsync(RequestAttempt attempt, TimeSpan expires, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new SignedRequest(attempt.ToUri(), attempt.Method.Method, []));
}
