using Virga.Servers;

namespace Virga.Local.Tests.Clients;

internal static class S3CmdCommand
{
    public static ClientCommand Require(LocalCloud cloud, string folder)
    {
        string host = $"127.0.0.1:{cloud.Port}";
        string configuration = Path.Combine(folder, ".s3cfg");
        File.WriteAllText(
            configuration,
            $"""
            [default]
            access_key = {cloud.AccessKeyId}
            secret_key = {cloud.SecretAccessKey}
            host_base = {host}
            host_bucket = {host}
            bucket_location = {cloud.Region}
            use_https = False
            multipart_chunk_size_mb = 5
            progress_meter = False
            max_retries = 1

            """);
        return new(ClientProgram.Require(ClientProgram.S3Cmd), folder) { FirstArguments = { "--config", configuration } };
    }
}
