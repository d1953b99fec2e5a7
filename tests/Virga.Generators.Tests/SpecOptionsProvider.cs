using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Virga.Generators.Tests;

/// <summary>What the build says of each file; every file is a ServiceSpec unless it says otherwise.</summary>
internal sealed class SpecOptionsProvider(IReadOnlyDictionary<string, string> metadata, string rootNamespace = "Sample", IReadOnlyDictionary<string, string>? properties = null) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options((properties ?? new Dictionary<string, string>()).Append(new("RootNamespace", rootNamespace)).ToDictionary(pair => "build_property." + pair.Key, pair => pair.Value));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(new Dictionary<string, string>());

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(
        metadata.Append(new("SourceItemType", "ServiceSpec")).GroupBy(pair => pair.Key).ToDictionary(group => "build_metadata.AdditionalFiles." + group.Key, group => group.First().Value));

    private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
