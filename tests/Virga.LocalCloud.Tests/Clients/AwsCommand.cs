using Virga.Servers;

namespace Virga.Local.Tests.Clients;

internal static class AwsCommand
{
    public static ClientCommand Require(LocalCloud cloud, string folder, string? secret = null)
    {
        ClientCommand command = new(ClientProgram.Require(ClientProgram.Aws), folder)
        {
            FirstArguments = { "--endpoint-url", cloud.Endpoint.ToString().TrimEnd('/'), "--output", "text" },
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = cloud.AccessKeyId,
                ["AWS_SECRET_ACCESS_KEY"] = secret ?? cloud.SecretAccessKey,
                ["AWS_DEFAULT_REGION"] = cloud.Region,
                ["AWS_CONFIG_FILE"] = Path.Combine(folder, ".aws-config"),
                ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder, ".no-credentials"),
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_PAGER"] = string.Empty,
            },
        };

        // Version 1 presigns in the old form unless told otherwise. A small threshold makes uploads of several parts cheap.
        File.WriteAllText(command.Environment["AWS_CONFIG_FILE"], "[default]\ns3 =\n  signature_version = s3v4\n  multipart_threshold = 6MB\n  multipart_chunksize = 5MB\n");
        return command;
    }
}
