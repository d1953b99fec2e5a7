namespace Virga.Packages.Tests;

/// <summary>A generator that does not run is an error that says so and what to do.</summary>
[Collection(PackedFeed.Collection)]
public sealed class GeneratorFaultTests(PackedFeed feed)
{
    private const string Spec = """
        openapi: 3.1.0
        info: { title: Greeter, version: "1" }
        servers: [{ url: https://greeter.example.com }]
        paths: { /greetings: { get: { operationId: greet, responses: { "204": { description: Greeted. } } } } }
        """;

    // One project, whose property Fault makes it one of many: a restore for each would take longer than all of them.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <NuGetAudit>false</NuGetAudit>
            <LangVersion Condition="'$(Fault)' == 'OldLanguage'">11.0</LangVersion>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Virga.Generators" Version="0.1.0" />
            <ServiceSpec Include="greeter.yaml" Condition="'$(Fault)' != 'NoSpec'" />
            <ServiceSpec Include="specs/*.yaml" />
            <ServiceSpec Include="misspelt.yaml" Condition="'$(Fault)' == 'MissingSpec'" />
            <ServiceSpec Include="picture.yaml" Condition="'$(Fault)' == 'BinarySpec'" />
          </ItemGroup>
          <Target Name="Break" BeforeTargets="VirgaCheckSpecs">
            <ItemGroup Condition="'$(Fault)' == 'NoAnalyzer' Or '$(Fault)' == 'BrokenAnalyzer'">
              <Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'Virga.Generators'" />
            </ItemGroup>
            <ItemGroup Condition="'$(Fault)' == 'BrokenAnalyzer'">
              <Analyzer Include="broken/Virga.Generators.dll" />
            </ItemGroup>
            <PropertyGroup Condition="'$(Fault)' == 'OldCompiler'">
              <CompilerApiVersion>roslyn4.7</CompilerApiVersion>
            </PropertyGroup>
            <PropertyGroup Condition="'$(Fault)' == 'OldFramework'">
              <TargetFrameworkVersion>v8.0</TargetFrameworkVersion>
            </PropertyGroup>
          </Target>
        </Project>
        """;

    // Every fault in one process. The task logs errors of the projects it builds, and goes on.
    private const string All = """
        <Project DefaultTargets="All">
          <ItemGroup>
            <Fault Include="None;NoSpec;MissingSpec;BinarySpec;NoAnalyzer;BrokenAnalyzer;OldCompiler;OldFramework;OldLanguage" />
          </ItemGroup>
          <Target Name="All">
            <MSBuild Projects="Consumer.csproj" Targets="Compile" Properties="Fault=%(Fault.Identity);IntermediateOutputPath=$(MSBuildProjectDirectory)/obj/%(Fault.Identity)/" ContinueOnError="true" />
          </Target>
        </Project>
        """;

    private static Task<string>? _built;

    [Theory]
    [InlineData("VG001", "Virga.Generators found no spec")]
    [InlineData("VG002", "The spec 'misspelt.yaml' does not exist")]
    [InlineData("VS001", "The file cannot be read as text")]
    [InlineData("VG004", "it is version 4.7, and 4.8 or later is needed")]
    [InlineData("VG005", "need .NET 9 or later")]
    [InlineData("VG006", "Virga.Generators is not among its analyzers")]
    [InlineData("VG007", "LangVersion is 11.0")]
    [InlineData("CS0619", "Virga.Generators did not run")]
    public async Task AGeneratorThatDoesNotRunIsAnErrorThatSaysWhy(string code, string text)
    {
        var errors = (await (_built ??= BuildAsync())).Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal));

        Assert.Contains(errors, line => line.Contains($"error {code}: ", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal));
    }

    private async Task<string> BuildAsync()
    {
        var folder = feed.NewConsumer(("Consumer.csproj", Project), ("greeter.yaml", Spec), ("All.proj", All));
        Directory.CreateDirectory(Path.Combine(folder, "broken"));
        await File.WriteAllTextAsync(Path.Combine(folder, "broken", "Virga.Generators.dll"), "no assembly");
        await File.WriteAllBytesAsync(Path.Combine(folder, "picture.yaml"), [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, 0xFF, 0xFE, 0, 0, 0]);
        await DotnetCommand.RunAsync(folder, "restore", "Consumer.csproj", "-v", "q", "--nologo");
        return await DotnetCommand.RunAsync(folder, 1, "msbuild", "All.proj", "-v:m", "-nologo");
    }
}
