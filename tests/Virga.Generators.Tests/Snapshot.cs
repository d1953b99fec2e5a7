using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using System.Text;

namespace Virga.Generators.Tests;

/// <summary>Compares emitted files with <c>*.verified.cs</c> beside the spec. A mismatch leaves <c>*.received.cs</c>; VIRGA_UPDATE=1 takes what came as verified.</summary>
internal static class Snapshot
{
    public static void Verify(string folder, IReadOnlyDictionary<string, string> files)
    {
        var isUpdate = Environment.GetEnvironmentVariable("VIRGA_UPDATE") == "1";
        var faults = new StringBuilder();
        foreach (var stale in Directory.GetFiles(folder, "*.received.cs")) File.Delete(stale);
        var known = Directory.GetFiles(folder, "*.verified.cs").Select(path => Path.GetFileName(path)).ToHashSet();
        foreach (var (name, text) in files)
        {
            var verified = Path.Combine(folder, name + ".verified.cs");
            known.Remove(name + ".verified.cs");
            var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
            if (expected == text) continue;
            if (isUpdate) File.WriteAllText(verified, text);
            else Report(faults, Path.Combine(folder, name + ".received.cs"), name, expected, text);
        }

        foreach (var gone in known)
        {
            if (isUpdate) File.Delete(Path.Combine(folder, gone));
            else faults.AppendLine($"{gone} is verified, but no longer emitted");
        }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    private static void Report(StringBuilder faults, string received, string name, string expected, string text)
    {
        File.WriteAllText(received, text);
        faults.AppendLine($"{name} differs from what is verified (VIRGA_UPDATE=1 accepts it):");
        foreach (var line in new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, text).Lines.Where(line => line.Type is ChangeType.Inserted or ChangeType.Deleted).Take(40))
            faults.AppendLine((line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text);
    }
}
