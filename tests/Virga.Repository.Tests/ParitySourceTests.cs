namespace Virga.Repository.Tests;

public sealed class ParitySourceTests
{
    [Fact]
    public void AMarkOnATestProvesTheTest()
    {
        var marks = Read("""
            public sealed class PutConformance
            {
                [SkippableFact]
                [Parity("CB-16"), Parity("CB-17")]
                public async Task WritesOnce()
                {
                }
            }
            """);
        Assert.Equal([new("CB-16", "PutConformance.WritesOnce"), new("CB-17", "PutConformance.WritesOnce")], marks);
    }

    [Fact]
    public void AMarkOnAClassProvesTheClass()
    {
        var marks = Read("""
            [Parity("CB-01")]
            public abstract class ListConformance(IHarness harness)
            {
                [Theory]
                [InlineData("a(b]")]
                public Task Lists(string prefix) => Task.CompletedTask;
            }
            """);
        Assert.Equal([new ParityMark("CB-01", "ListConformance")], marks);
    }

    [Fact]
    public void AMarkOnSomethingElseIsAFault()
    {
        var marks = Read("""
            public sealed class Notes
            {
                [Parity("CB-02")]
                public void NotATest()
                {
                }

                [Parity("CB-03")]

            }
            """).ToList();
        Assert.Equal("stands on Notes.NotATest, which is no test", marks[0].Fault);
        Assert.Equal("stands on no test", marks[1].Fault);
    }

    private static IEnumerable<ParityMark> Read(string source) => ParitySource.Read(source);
}
