using Virga.Http;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>Calls that must be refused.</summary>
internal static class Refusal
{
    public static async Task IsAsync(ErrorKind kind, string code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ServiceException>(call);
        Assert.Equal((kind, code), (refused.Kind, refused.Code));
    }
}
