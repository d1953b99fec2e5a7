namespace Virga.Servers.Tests;

/// <summary>Stands for a conformance class in the tests of the judge; no class that the runner finds derives from it.</summary>
public abstract class SampleConformance
{
    [Fact]
    public void Works() => Assert.NotNull(this);
}
