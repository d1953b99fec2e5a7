using Virga.Servers;

namespace Virga.Local.Tests.Clients;

internal static class RcloneCommand
{
    /// <summary>The command with a remote called cloud.</summary>
    public static ClientCommand Require(LocalCloud cloud, string folder)
    {
        File.WriteAllText(Path.Combine(folder, ".rclone.conf"), string.Empty);
        return new(ClientProgram.Require(ClientProgram.Rclone), folder)
        {
            Environment =
            {
                ["RCLONE_CONFIG"] = Path.Combine(folder, ".rclone.conf"),
                ["RCLONE_CONFIG_CLOUD_TYPE"] = "s3",
                ["RCLONE_CONFIG_CLOUD_PROVIDER"] = "Other",
                ["RCLONE_CONFIG_CLOUD_ENDPOINT"] = cloud.Endpoint.ToString().TrimEnd('/'),
                ["RCLONE_CONFIG_CLOUD_REGION"] = cloud.Region,
                ["RCLONE_CONFIG_CLOUD_ACCESS_KEY_ID"] = cloud.AccessKeyId,
                ["RCLONE_CONFIG_CLOUD_SECRET_ACCESS_KEY"] = cloud.SecretAccessKey,
                ["RCLONE_CONFIG_CLOUD_CHUNK_SIZE"] = "5M",
                ["RCLONE_CONFIG_CLOUD_UPLOAD_CUTOFF"] = "5M",
                ["RCLONE_CONFIG_CLOUD_COPY_CUTOFF"] = "5M",
                ["RCLONE_LOW_LEVEL_RETRIES"] = "1",
                ["RCLONE_RETRIES"] = "1",
            },
        };
    }
}
