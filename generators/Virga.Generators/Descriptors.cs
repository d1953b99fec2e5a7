using Microsoft.CodeAnalysis;
using Virga.Specs.Model;

namespace Virga.Generators;

/// <summary>Every diagnostic of the generator. The message comes from the value that is reported.</summary>
public static class Descriptors
{
    private const string SpecCategory = "Virga.Specs";
    private const string AdapterCategory = "Virga.Adapters";

    private static readonly DiagnosticDescriptor NotReadable = new("VS001", "The document is neither YAML nor JSON", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor MissingReference = new("VS002", "A reference leads nowhere", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor RemoteReference = new("VS003", "A reference leaves the document", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor TooLarge = new("VS004", "The document passes a bound", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor OperationName = new("VS005", "An operation has no name of its own", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor NotSupported = new("VS006", "The spec uses something that no client can be made of", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor UnknownKey = new("VS007", "An x-virga key is not known", "{0}", SpecCategory, DiagnosticSeverity.Warning, true);
    private static readonly DiagnosticDescriptor WrongValue = new("VS008", "A key has a value that does not fit", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor UndeclaredParameter = new("VS009", "The path holds a parameter that is not declared", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor BadName = new("VS010", "A name cannot be a C# name, or is taken", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor DuplicateKey = new("VS011", "A key stands twice in one mapping", "{0}", SpecCategory, DiagnosticSeverity.Info, true);
    private static readonly DiagnosticDescriptor NoClient = new("VS012", "The spec yields no client", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor NotASpec = new("VS013", "The document is no spec", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor UnknownVersion = new("VS014", "The version of OpenAPI is not known", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor GeneratorFault = new("VS020", "The generator failed", "{0}", SpecCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter01 = new("VA01", "The adapted interface is not found", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter02 = new("VA02", "A member is neither mapped, unsupported nor hand-written", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter03 = new("VA03", "A name of the adapter document is not known", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter04 = new("VA04", "A required target is not filled", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter05 = new("VA05", "Types do not convert", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter06 = new("VA06", "A value that may be null goes into a required target", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter07 = new("VA07", "An input is never used", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter08 = new("VA08", "A choice does not cover its enum", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter09 = new("VA09", "An error row does not fit", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter10 = new("VA10", "A converter is not known", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter11 = new("VA11", "Capabilities contradict members", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter12 = new("VA12", "A call has no place in the result", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter13 = new("VA13", "A success has no result", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);
    private static readonly DiagnosticDescriptor Adapter14 = new("VA14", "An entry is never used", "{0}", AdapterCategory, DiagnosticSeverity.Warning, true);
    private static readonly DiagnosticDescriptor Adapter15 = new("VA15", "An unused option has its capability on", "{0}", AdapterCategory, DiagnosticSeverity.Warning, true);
    private static readonly DiagnosticDescriptor Adapter16 = new("VA16", "The interface cannot be adapted", "{0}", AdapterCategory, DiagnosticSeverity.Error, true);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        NotReadable,
        MissingReference,
        RemoteReference,
        TooLarge,
        OperationName,
        NotSupported,
        UnknownKey,
        WrongValue,
        UndeclaredParameter,
        BadName,
        DuplicateKey,
        NoClient,
        NotASpec,
        UnknownVersion,
        GeneratorFault,
        Adapter01,
        Adapter02,
        Adapter03,
        Adapter04,
        Adapter05,
        Adapter06,
        Adapter07,
        Adapter08,
        Adapter09,
        Adapter10,
        Adapter11,
        Adapter12,
        Adapter13,
        Adapter14,
        Adapter15,
        Adapter16,
    }.ToDictionary(descriptor => descriptor.Id, StringComparer.Ordinal);

    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyCollection<DiagnosticDescriptor> All => ById.Values;

    /// <summary>The descriptor of an id with the severity that the document's reader has chosen.</summary>
    internal static DiagnosticDescriptor For(string id, SpecSeverity told)
    {
        var known = ById.TryGetValue(id, out var found) ? found : GeneratorFault;
        var severity = told switch { SpecSeverity.Error => DiagnosticSeverity.Error, SpecSeverity.Warning => DiagnosticSeverity.Warning, _ => DiagnosticSeverity.Info };
        if (known.DefaultSeverity == severity) return known;
#pragma warning disable RS2000, RS2001 // The same rule with the severity of this one finding.
        return new DiagnosticDescriptor(known.Id, known.Title, known.MessageFormat, known.Category, severity, true);
#pragma warning restore RS2000, RS2001
    }
}
