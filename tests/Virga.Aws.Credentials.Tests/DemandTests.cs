using Virga.Aws.S3;

namespace Virga.Aws.Credentials.Tests;

/// <summary>Rows of the demands that concern credentials.</summary>
public sealed partial class DemandTests
{
    [Fact]
    public void D27AnApplicationWithoutThisPackageTakesNothingOfTheVendors()
    {
        Assert.DoesNotContain(typeof(S3Client).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("AWSSDK", StringComparison.Ordinal));
        Assert.Contains(typeof(AwsSdkCredentials).Assembly.GetReferencedAssemblies(), name => name.Name == "AWSSDK.Core");

        // Nothing of the vendors' is in what users of the package see, so that leaving it is leaving one line.
        var seen = typeof(AwsSdkCredentials).Assembly.GetExportedTypes().SelectMany(type => type.GetMembers()).SelectMany(member => member switch
        {
            System.Reflection.MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
            System.Reflection.PropertyInfo property => [property.PropertyType],
            _ => Enumerable.Empty<Type>(),
        });
        Assert.DoesNotContain(seen, type => type.Namespace?.StartsWith("Amazon", StringComparison.Ordinal) == true);
    }
}
