namespace Virga.Aws.S3.Providers;

/// <summary>What is known of one provider beside its profile: whose hosts are whose, what its regions and buckets are called.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Suffix">How its hosts end.</param>
/// <param name="Region">Whether a region is of the shape that its regions have.</param>
/// <param name="Example">A region, for messages.</param>
/// <param name="Buckets">What its buckets are called.</param>
internal sealed record S3Provider(string Profile, string Suffix, Func<string, bool> Region, string Example, S3BucketRule Buckets)
{
    public bool Owns(Uri endpoint) => endpoint.IdnHost.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) && (endpoint.IdnHost.Length == Suffix.Length || Suffix[0] == '.' || endpoint.IdnHost[^(Suffix.Length + 1)] == '.');
}
