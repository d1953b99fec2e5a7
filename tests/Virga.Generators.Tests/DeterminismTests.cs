using System.Globalization;

namespace Virga.Generators.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void TheMachinesCultureDoesNotMatter()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Case.Run("Objects").AllText() + Case.Run("Scalars").AllText();
        try
        {
            // Invariant globalization knows no other culture by name, so one is made with signs that would show.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Case.Run("Objects").AllText() + Case.Run("Scalars").AllText());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LinesEndAlikeWhateverTheSpecHas()
    {
        var text = File.ReadAllText(Path.Combine(Case.Folder("Objects"), "spec.yaml"));

        var run = GeneratorRun.Of(new SpecFile("Cases/Objects/spec.yaml", text.Replace("\n", "\r\n")));

        Assert.DoesNotContain('\r', run.AllText());
        Assert.Equal(Case.Run("Objects").AllText(), run.AllText());
    }
}
