using Virga.Aws.Iam;
using Virga.Testing;

namespace Virga.Aws.Tests.Iam;

/// <summary>What goes over the wire: one address and region for signatures in each partition, and operations that no server of the tests has.</summary>
public sealed class IamWireTests
{
    [Theory]
    [InlineData("eu-central-1", "https://iam.amazonaws.com/", "us-east-1")]
    [InlineData("cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    [InlineData("us-gov-east-1", "https://iam.us-gov.amazonaws.com/", "us-gov-west-1")]
    public async Task APartitionHasOneAddressAndOneRegionForSignatures(string region, string address, string signed)
    {
        var handler = new ScriptedHandler().Answer(200, "<ListUsersResponse><ListUsersResult><Users/><IsTruncated>false</IsTruncated></ListUsersResult></ListUsersResponse>", "text/xml");
        using var client = (AwsClients.Over(handler) with { Region = region }).CreateIamClient();

        Assert.Empty(await client.ListUsersAsync().ToListAsync());

        Assert.Equal((address, "Action=ListUsers&Version=2010-05-08"), (handler.Single.Uri.AbsoluteUri, handler.Single.Text));
        Assert.Contains($"/{signed}/iam/aws4_request", handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PoliciesAreTriedOutAndBoundsSet()
    {
        const string Answer = "<EvaluationResults><member><EvalActionName>s3:GetObject</EvalActionName><EvalDecision>allowed</EvalDecision></member></EvaluationResults>";
        const string Done = "<Done><ResponseMetadata/></Done>";
        var handler = new ScriptedHandler()
            .Answer(200, $"<SimulateCustomPolicyResponse><SimulateCustomPolicyResult>{Answer}</SimulateCustomPolicyResult></SimulateCustomPolicyResponse>", "text/xml")
            .Answer(200, $"<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult>{Answer}</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>", "text/xml")
            .Answer(200, Done, "text/xml").Answer(200, Done, "text/xml");
        using var client = AwsClients.Over(handler).CreateIamClient();

        var custom = await client.SimulateCustomPolicyAsync(new() { PolicyInputList = ["{}"], ActionNames = ["s3:GetObject"] }).ToListAsync();
        await client.SimulatePrincipalPolicyAsync(new() { PolicySourceArn = "arn:u", ActionNames = ["s3:GetObject"], ContextEntries = [new() { ContextKeyName = "k", ContextKeyValues = ["v"], ContextKeyType = ContextKeyTypeEnum.String }] }).ToListAsync();
        await client.PutUserPermissionsBoundaryAsync(new() { UserName = "u", PermissionsBoundary = "arn:p" });
        await client.DeleteUserPermissionsBoundaryAsync(new() { UserName = "u" });

        Assert.Equal(PolicyEvaluationDecisionType.Allowed, Assert.Single(custom).EvalDecision);
        Assert.Equal(
            [
                "Action=SimulateCustomPolicy&Version=2010-05-08&PolicyInputList.member.1=%7B%7D&ActionNames.member.1=s3%3AGetObject",
                "Action=SimulatePrincipalPolicy&Version=2010-05-08&PolicySourceArn=arn%3Au&ActionNames.member.1=s3%3AGetObject&ContextEntries.member.1.ContextKeyName=k&ContextEntries.member.1.ContextKeyValues.member.1=v&ContextEntries.member.1.ContextKeyType=string",
                "Action=PutUserPermissionsBoundary&Version=2010-05-08&UserName=u&PermissionsBoundary=arn%3Ap",
                "Action=DeleteUserPermissionsBoundary&Version=2010-05-08&UserName=u",
            ],
            handler.Requests.Select(request => request.Text));
    }
}
