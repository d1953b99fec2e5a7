using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Virga.Servers;

/// <summary>
/// Runs an assembly's tests and lets matrix.md judge those of classes with <see cref="OnServerAttribute"/>. Named by
/// <c>[assembly: TestFramework("Virga.Servers.MatrixTestFramework", "Virga.Servers")]</c>; the tests themselves need not know.
/// </summary>
public sealed class MatrixTestFramework(IMessageSink diagnostics) : XunitTestFramework(diagnostics)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName name, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(name, sources, diagnostics)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions) =>
            base.RunTestCases(testCases, new MatrixSink(executionMessageSink, ServerMatrix.Load()), executionOptions);
    }
}
