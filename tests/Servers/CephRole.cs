using System.Text.Json;

namespace Virga.Servers;

/// <summary>A role of radosgw that everybody may take and that may do everything with objects; gone afterwards.</summary>
public sealed class CephRole : IAsyncDisposable
{
    private readonly AwsCli _cli;
    private readonly string _name;

    private CephRole(AwsCli cli, string name)
    {
        _cli = cli;
        _name = name;
    }

    /// <summary>The role's name as it is taken.</summary>
    public string Arn => $"arn:aws:iam:::role/{_name}";

    /// <summary>Makes one; skips the test where radosgw or the aws command is missing.</summary>
    public static async Task<CephRole> MakeAsync()
    {
        var cli = AwsCli.Require(TestServers.Require(TestServers.Ceph));
        var role = new CephRole(cli, $"virga-{Guid.NewGuid():N}");
        await role.RunAsync("iam", "create-role", "--role-name", role._name, "--assume-role-policy-document", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["sts:AssumeRole"]}]}""");
        await role.RunAsync("iam", "put-role-policy", "--role-name", role._name, "--policy-name", "all", "--policy-document", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":"arn:aws:s3:::*"}]}""");
        return role;
    }

    /// <summary>Temporary credentials of the role.</summary>
    public async Task<(string AccessKeyId, string SecretAccessKey, string SessionToken)> TakeAsync()
    {
        var taken = await _cli.RunAsync(CancellationToken.None, "sts", "assume-role", "--role-arn", Arn, "--role-session-name", "tests", "--output", "json");
        using var answer = JsonDocument.Parse(taken.Succeeded());
        var given = answer.RootElement.GetProperty("Credentials");
        return (given.GetProperty("AccessKeyId").GetString()!, given.GetProperty("SecretAccessKey").GetString()!, given.GetProperty("SessionToken").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("iam", "delete-role-policy", "--role-name", _name, "--policy-name", "all");
        await RunAsync("iam", "delete-role", "--role-name", _name);
    }

    private async Task RunAsync(params string[] arguments) => (await _cli.RunAsync(CancellationToken.None, arguments)).Succeeded();
}
