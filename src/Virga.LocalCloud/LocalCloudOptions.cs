namespace Virga.Local;

/// <summary>How a <see cref="LocalCloud"/> is to run. Every member has a default that suits a test.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The folder that keeps everything across restarts, made when missing. Default null: memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The port on 127.0.0.1. Default 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>The access key id. Default null: a random one at each start.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret access key. Default null: a random one at each start.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>The session token that every signed request must carry. Default null: requests must carry none.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The region that signatures must name. Default us-east-1.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether unsigned requests are served. Default false.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>
    /// Whether presigned URLs of the retired signature version 2 are accepted, as s3cmd signurl makes them. Default false:
    /// they are refused, as the service refuses them for every bucket made since June 2020.
    /// </summary>
    public bool AllowSignatureV2 { get; init; }

    /// <summary>The clock by which signatures age and objects are dated. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source of keys, request ids and upload ids. Default null: a cryptographic one.</summary>
    public Random? Random { get; init; }

    /// <summary>The least size of every part but the last, in bytes. Default 5 MiB, as the service has it.</summary>
    public long MinPartSize { get; init; } = 5 * 1024 * 1024;

    /// <summary>Asked for each request, before its signature is checked, whether something is to go wrong with it; by several threads at once. Default null: nothing does.</summary>
    public Func<LocalRequest, LocalFault?>? Fault { get; init; }

    /// <summary>Told of each request that passed the Host and Origin check, before it is served; by several threads at once. Default null.</summary>
    public Action<LocalRequest>? OnRequest { get; init; }

    /// <summary>The address of the key and the folder; secrets are left out.</summary>
    public override string ToString() => $"LocalCloudOptions {{ Folder = {Folder ?? "(memory)"}, Port = {Port}, Region = {Region} }}";
}
