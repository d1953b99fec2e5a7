using Virga.Aws.Iam;
using Virga.Servers;

namespace Virga.Aws.Tests.Iam;

/// <summary>Round trips against moto.</summary>
public sealed class IamServerTests
{
    private const string Allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    [SkippableFact]
    public async Task UsersHaveTagsKeysAndPasswords()
    {
        using var iam = Client();
        var name = AwsClients.Unique("u");
        var made = (await iam.CreateUserAsync(new() { UserName = name, Path = "/tests/", Tags = [new() { Key = "team", Value = "blue & co" }] })).User!;
        Assert.Equal((name, "/tests/", $"arn:aws:iam::123456789012:user/tests/{name}"), (made.UserName, made.Path, made.Arn));
        var taken = await AwsClients.FailsAsync(iam.CreateUserAsync(new() { UserName = name }));
        Assert.Equal((ErrorKind.AlreadyExists, 409), (taken.Kind, taken.Status));
        Assert.Contains(name, (await iam.ListUsersAsync(new() { PathPrefix = "/tests/" }).ToListAsync()).Select(user => user.UserName));

        await iam.TagUserAsync(new() { UserName = name, Tags = [new() { Key = "age", Value = "1" }] });
        await iam.UntagUserAsync(new() { UserName = name, TagKeys = ["age"] });
        Assert.Equal([("team", "blue & co")], (await iam.ListUserTagsAsync(new() { UserName = name }).ToListAsync()).Select(tag => (tag.Key, tag.Value)));

        var key = (await iam.CreateAccessKeyAsync(new() { UserName = name })).AccessKey;
        Assert.NotEmpty(key.SecretAccessKey);
        Assert.DoesNotContain(key.SecretAccessKey, key.ToString(), StringComparison.Ordinal);
        await iam.UpdateAccessKeyAsync(new() { UserName = name, AccessKeyId = key.AccessKeyId, Status = StatusType.Inactive });
        Assert.Equal(StatusType.Inactive, Assert.Single(await iam.ListAccessKeysAsync(new() { UserName = name }).ToListAsync()).Status);
        Assert.Equal(name, (await iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.AccessKeyId })).UserName);
        await iam.DeleteAccessKeyAsync(new() { UserName = name, AccessKeyId = key.AccessKeyId });
        Assert.Empty(await iam.ListAccessKeysAsync(new() { UserName = name }).ToListAsync());

        await iam.CreateLoginProfileAsync(new() { UserName = name, Password = "Pa55-word!" });
        Assert.Equal(name, (await iam.GetLoginProfileAsync(new() { UserName = name })).LoginProfile.UserName);
        await iam.UpdateLoginProfileAsync(new() { UserName = name, Password = "Pa55-word?" });
        await iam.DeleteLoginProfileAsync(new() { UserName = name });

        await iam.UpdateUserAsync(new() { UserName = name, NewUserName = name + "2" });
        Assert.Equal(name + "2", (await iam.GetUserAsync(new() { UserName = name + "2" })).User.UserName);
        await iam.DeleteUserAsync(new() { UserName = name + "2" });
        var gone = await AwsClients.FailsAsync(iam.GetUserAsync(new() { UserName = name }));
        Assert.Equal((ErrorKind.NotFound, 404), (gone.Kind, gone.Status));
        Assert.StartsWith("NoSuchEntity", gone.Code, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task GroupsHoldUsersAndPolicies()
    {
        using var iam = Client();
        var (user, group) = (AwsClients.Unique("u"), AwsClients.Unique("g"));
        await iam.CreateUserAsync(new() { UserName = user });
        await iam.CreateGroupAsync(new() { GroupName = group, Path = "/tests/" });

        await iam.AddUserToGroupAsync(new() { GroupName = group, UserName = user });
        Assert.Equal([group], (await iam.ListGroupsForUserAsync(new() { UserName = user }).ToListAsync()).Select(found => found.GroupName));
        Assert.Equal([user], (await iam.GetGroupAsync(new() { GroupName = group }).ToListAsync()).Select(found => found.UserName));
        Assert.Contains(group, (await iam.ListGroupsAsync(new() { PathPrefix = "/tests/" }).ToListAsync()).Select(found => found.GroupName));

        await iam.PutGroupPolicyAsync(new() { GroupName = group, PolicyName = "read", PolicyDocument = Allow });
        Assert.Equal(["read"], await iam.ListGroupPoliciesAsync(new() { GroupName = group }).ToListAsync());
        Assert.Equal(Allow, (await iam.GetGroupPolicyAsync(new() { GroupName = group, PolicyName = "read" })).PolicyDocument);
        await iam.DeleteGroupPolicyAsync(new() { GroupName = group, PolicyName = "read" });

        await iam.RemoveUserFromGroupAsync(new() { GroupName = group, UserName = user });
        await iam.UpdateGroupAsync(new() { GroupName = group, NewGroupName = group + "2" });
        await iam.DeleteGroupAsync(new() { GroupName = group + "2" });
        await iam.DeleteUserAsync(new() { UserName = user });
    }

    [SkippableFact]
    public async Task ManagedPoliciesHaveVersionsAndAreAttached()
    {
        using var iam = Client();
        var name = AwsClients.Unique("p");
        var policy = (await iam.CreatePolicyAsync(new() { PolicyName = name, Path = "/tests/", Description = "reads", PolicyDocument = Allow })).Policy!;
        var arn = policy.Arn!;
        Assert.Equal("v1", policy.DefaultVersionId);
        Assert.Contains(name, (await iam.ListPoliciesAsync(new() { Scope = PolicyScopeType.Local, PathPrefix = "/tests/" }).ToListAsync()).Select(found => found.PolicyName));

        await iam.CreatePolicyVersionAsync(new() { PolicyArn = arn, PolicyDocument = Allow.Replace("Allow", "Deny", StringComparison.Ordinal) });
        await iam.SetDefaultPolicyVersionAsync(new() { PolicyArn = arn, VersionId = "v2" });
        Assert.Equal("v2", (await iam.GetPolicyAsync(new() { PolicyArn = arn })).Policy!.DefaultVersionId);
        Assert.Equal(Allow, (await iam.GetPolicyVersionAsync(new() { PolicyArn = arn, VersionId = "v1" })).PolicyVersion!.Document);
        Assert.Equal(2, (await iam.ListPolicyVersionsAsync(new() { PolicyArn = arn }).ToListAsync()).Count);
        await iam.DeletePolicyVersionAsync(new() { PolicyArn = arn, VersionId = "v1" });

        await iam.TagPolicyAsync(new() { PolicyArn = arn, Tags = [new() { Key = "a", Value = "b" }] });
        Assert.Single(await iam.ListPolicyTagsAsync(new() { PolicyArn = arn }).ToListAsync());
        await iam.UntagPolicyAsync(new() { PolicyArn = arn, TagKeys = ["a"] });

        var (user, group, role) = (AwsClients.Unique("u"), AwsClients.Unique("g"), AwsClients.Unique("r"));
        await iam.CreateUserAsync(new() { UserName = user });
        await iam.CreateGroupAsync(new() { GroupName = group });
        await iam.CreateRoleAsync(new() { RoleName = role, AssumeRolePolicyDocument = Trust });
        await iam.AttachUserPolicyAsync(new() { UserName = user, PolicyArn = arn });
        await iam.AttachGroupPolicyAsync(new() { GroupName = group, PolicyArn = arn });
        await iam.AttachRolePolicyAsync(new() { RoleName = role, PolicyArn = arn });
        Assert.Equal((arn, arn, arn), (
            Assert.Single(await iam.ListAttachedUserPoliciesAsync(new() { UserName = user }).ToListAsync()).PolicyArn,
            Assert.Single(await iam.ListAttachedGroupPoliciesAsync(new() { GroupName = group }).ToListAsync()).PolicyArn,
            Assert.Single(await iam.ListAttachedRolePoliciesAsync(new() { RoleName = role }).ToListAsync()).PolicyArn));
        var bound = await iam.ListEntitiesForPolicyAsync(new() { PolicyArn = arn });
        Assert.Equal((user, group, role), (Assert.Single(bound.PolicyUsers).UserName, Assert.Single(bound.PolicyGroups).GroupName, Assert.Single(bound.PolicyRoles).RoleName));

        await iam.DetachUserPolicyAsync(new() { UserName = user, PolicyArn = arn });
        await iam.DetachGroupPolicyAsync(new() { GroupName = group, PolicyArn = arn });
        await iam.DetachRolePolicyAsync(new() { RoleName = role, PolicyArn = arn });
        await iam.DeletePolicyAsync(new() { PolicyArn = arn });
        await iam.DeleteUserAsync(new() { UserName = user });
        await iam.DeleteGroupAsync(new() { GroupName = group });
        await iam.DeleteRoleAsync(new() { RoleName = role });
        var malformed = await AwsClients.FailsAsync(iam.CreatePolicyAsync(new() { PolicyName = name, PolicyDocument = "{" }));
        Assert.Equal((ErrorKind.InvalidArgument, "MalformedPolicyDocument"), (malformed.Kind, malformed.Code));
    }

    [SkippableFact]
    public async Task RolesAreTrustedTaggedBoundAndHandedToMachines()
    {
        using var iam = Client();
        var (name, profile) = (AwsClients.Unique("r"), AwsClients.Unique("i"));
        var role = (await iam.CreateRoleAsync(new() { RoleName = name, Path = "/tests/", Description = "runs", MaxSessionDuration = 7200, AssumeRolePolicyDocument = Trust })).Role;
        Assert.Equal((name, 7200), (role.RoleName, role.MaxSessionDuration));
        Assert.Equal(Trust, (await iam.GetRoleAsync(new() { RoleName = name })).Role.AssumeRolePolicyDocument);
        Assert.Contains(name, (await iam.ListRolesAsync(new() { PathPrefix = "/tests/" }).ToListAsync()).Select(found => found.RoleName));
        await iam.UpdateRoleAsync(new() { RoleName = name, Description = "walks", MaxSessionDuration = 3600 });
        await iam.UpdateAssumeRolePolicyAsync(new() { RoleName = name, PolicyDocument = Trust });
        await iam.TagRoleAsync(new() { RoleName = name, Tags = [new() { Key = "a", Value = "b" }] });
        Assert.Equal("b", Assert.Single(await iam.ListRoleTagsAsync(new() { RoleName = name }).ToListAsync()).Value);
        await iam.UntagRoleAsync(new() { RoleName = name, TagKeys = ["a"] });
        await iam.PutRolePermissionsBoundaryAsync(new() { RoleName = name, PermissionsBoundary = "arn:aws:iam::aws:policy/ReadOnlyAccess" });
        await iam.DeleteRolePermissionsBoundaryAsync(new() { RoleName = name });

        await iam.PutRolePolicyAsync(new() { RoleName = name, PolicyName = "read", PolicyDocument = Allow });
        Assert.Equal(["read"], await iam.ListRolePoliciesAsync(new() { RoleName = name }).ToListAsync());
        Assert.Equal(Allow, (await iam.GetRolePolicyAsync(new() { RoleName = name, PolicyName = "read" })).PolicyDocument);
        await iam.DeleteRolePolicyAsync(new() { RoleName = name, PolicyName = "read" });

        await iam.CreateInstanceProfileAsync(new() { InstanceProfileName = profile, Path = "/tests/" });
        await iam.AddRoleToInstanceProfileAsync(new() { InstanceProfileName = profile, RoleName = name });
        Assert.Equal(name, Assert.Single((await iam.GetInstanceProfileAsync(new() { InstanceProfileName = profile })).InstanceProfile.Roles).RoleName);
        Assert.Contains(profile, (await iam.ListInstanceProfilesAsync().ToListAsync()).Select(found => found.InstanceProfileName));
        Assert.Equal([profile], (await iam.ListInstanceProfilesForRoleAsync(new() { RoleName = name }).ToListAsync()).Select(found => found.InstanceProfileName));
        var held = await AwsClients.FailsAsync(iam.DeleteRoleAsync(new() { RoleName = name }));
        Assert.Equal((ErrorKind.Conflict, "DeleteConflict"), (held.Kind, held.Code));
        await iam.RemoveRoleFromInstanceProfileAsync(new() { InstanceProfileName = profile, RoleName = name });
        await iam.DeleteInstanceProfileAsync(new() { InstanceProfileName = profile });
        await iam.DeleteRoleAsync(new() { RoleName = name });
    }

    [SkippableFact]
    public async Task UsersHavePoliciesOfTheirOwn()
    {
        using var iam = Client();
        var name = AwsClients.Unique("u");
        await iam.CreateUserAsync(new() { UserName = name });

        await iam.PutUserPolicyAsync(new() { UserName = name, PolicyName = "read", PolicyDocument = Allow });
        Assert.Equal(["read"], await iam.ListUserPoliciesAsync(new() { UserName = name }).ToListAsync());
        Assert.Equal(Allow, (await iam.GetUserPolicyAsync(new() { UserName = name, PolicyName = "read" })).PolicyDocument);
        await iam.DeleteUserPolicyAsync(new() { UserName = name, PolicyName = "read" });
        await iam.DeleteUserAsync(new() { UserName = name });
    }

    [SkippableFact]
    public async Task TheAccountIsToldWhole()
    {
        using var iam = Client();
        var (name, alias) = (AwsClients.Unique("u"), AwsClients.Unique("a"));
        await iam.CreateUserAsync(new() { UserName = name });

        Assert.True((await iam.GetAccountSummaryAsync()).SummaryMap.Count > 5);
        var users = new List<string?>();
        await foreach (var page in iam.GetAccountAuthorizationDetailsPagesAsync(new() { Filter = [EntityType.User] })) users.AddRange(page.UserDetailList.Select(user => user.UserName));
        Assert.Contains(name, users);
        await iam.CreateAccountAliasAsync(new() { AccountAlias = alias });
        Assert.Equal([alias], await iam.ListAccountAliasesAsync().ToListAsync());
        await iam.DeleteAccountAliasAsync(new() { AccountAlias = alias });
        await iam.UpdateAccountPasswordPolicyAsync(new() { MinimumPasswordLength = 14, RequireNumbers = true });
        Assert.Equal(14, (await iam.GetAccountPasswordPolicyAsync()).PasswordPolicy.MinimumPasswordLength);
        await iam.DeleteAccountPasswordPolicyAsync();
        await iam.DeleteUserAsync(new() { UserName = name });
    }

    private static IamClient Client() => AwsClients.On(TestServers.Moto).CreateIamClient();
}
