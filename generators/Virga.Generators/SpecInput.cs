using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Virga.Specs;
using Virga.Specs.Planning;
using Virga.Specs.Reading;

namespace Virga.Generators;

/// <summary>A document and its options. Two are equal when path, options and the checksum of the text are, so the text itself is never compared.</summary>
internal sealed class SpecInput : IEquatable<SpecInput>
{
    private readonly ImmutableArray<byte> _checksum;

    private SpecInput(string path, string projectPath, string? text, ImmutableArray<byte> checksum, PlanOptions options, EquatableArray<string> overlays, bool isAdapter)
    {
        Overlays = overlays;
        Path = path;
        ProjectPath = projectPath;
        IsReadable = text is not null;
        Text = text ?? "";
        Options = options;
        IsAdapter = isAdapter;
        _checksum = checksum;
    }

    public string Path { get; }

    /// <summary>The path from the project's folder, the same on every machine.</summary>
    public string ProjectPath { get; }

    /// <summary>False when the compiler found no text there.</summary>
    public bool IsReadable { get; }

    public string Text { get; }

    public PlanOptions Options { get; }

    /// <summary>The overlays that the item names.</summary>
    public EquatableArray<string> Overlays { get; }

    public bool IsAdapter { get; }

    /// <summary>Null for files that are no specs of ours.</summary>
    public static SpecInput? Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        var options = provider.GetOptions(file);
        if (Metadata(options, "SourceItemType") != "ServiceSpec") return null;
        var text = file.GetText(cancellationToken);
        provider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder);
        provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out var root);
        var plan = new PlanOptions(
            Metadata(options, "Namespace"),
            Metadata(options, "ClientName"),
            string.Equals(Metadata(options, "Accessibility"), "internal", StringComparison.OrdinalIgnoreCase) ? "internal" : "public",
            root is { Length: > 0 } ? root : "Generated",
            string.Equals(Metadata(options, "Interface"), "true", StringComparison.OrdinalIgnoreCase),
            OperationSelection.Parse(Metadata(options, "Operations"), Metadata(options, "Tags")));
        var overlays = new EquatableArray<string>(OperationSelection.Split(Metadata(options, "Overlays")));
        var content = text?.ToString();
        return new SpecInput(file.Path, Generators.ProjectPath.Of(file.Path, folder), content, text?.GetChecksum() ?? ImmutableArray<byte>.Empty, plan, overlays, content is not null && AdapterDocument.Is(content));
    }

    public bool Equals(SpecInput? other) =>
        other is not null && Path == other.Path && ProjectPath == other.ProjectPath && IsReadable == other.IsReadable && Options == other.Options && Overlays == other.Overlays && _checksum.AsSpan().SequenceEqual(other._checksum.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as SpecInput);

    public override int GetHashCode()
    {
        var hash = StringComparer.Ordinal.GetHashCode(Path);
        foreach (var part in _checksum) hash = unchecked((hash * 31) + part);
        return hash;
    }

    private static string? Metadata(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_metadata.AdditionalFiles." + name, out var value) && value.Length > 0 ? value : null;
}
