namespace Virga.Generators;

/// <summary>Names of the pipeline's steps, as tests of caching ask for them.</summary>
public static class StepNames
{
    /// <summary>A file and its options, compared by path, options and checksum.</summary>
    public const string ReadText = nameof(ReadText);

    /// <summary>Text to what it says of other files; an edit that changes none stops here.</summary>
    public const string ReadLinks = nameof(ReadLinks);

    /// <summary>Which files form one service.</summary>
    public const string GroupFiles = nameof(GroupFiles);

    /// <summary>A service with the texts of its files; an edit of another service stops here.</summary>
    public const string GatherFiles = nameof(GatherFiles);

    /// <summary>Texts to plan: reading and planning in one, since a model cannot be compared.</summary>
    public const string PlanSpec = nameof(PlanSpec);

    /// <summary>Plan to C# files.</summary>
    public const string EmitSpec = nameof(EmitSpec);

    /// <summary>Whether the consumer references what registrations need. It looks at the list of references, not into the compilation.</summary>
    public const string FindHosting = nameof(FindHosting);

    /// <summary>Plan to the registration in a container.</summary>
    public const string EmitRegistration = nameof(EmitRegistration);

    /// <summary>Faults of specs, as values.</summary>
    public const string SpecDiagnostics = nameof(SpecDiagnostics);

    /// <summary>Names that two specs claim.</summary>
    public const string SpecClashes = nameof(SpecClashes);

    /// <summary>The plans that adapter documents bind to, together.</summary>
    public const string CollectPlans = nameof(CollectPlans);

    /// <summary>Interfaces of the compilation that adapter documents name, reduced to values.</summary>
    public const string ReadInterfaces = nameof(ReadInterfaces);

    /// <summary>An adapter document, plans and interfaces to C# files.</summary>
    public const string CompileAdapter = nameof(CompileAdapter);

    /// <summary>Whether the build wants to see that the generator ran.</summary>
    public const string WantCheck = nameof(WantCheck);

    /// <summary>Faults of adapter documents, as values.</summary>
    public const string AdapterDiagnostics = nameof(AdapterDiagnostics);
}
