using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Virga.Servers;

/// <summary>Stands between the tests and their runner and replaces results that the table judges otherwise.</summary>
internal sealed class MatrixSink(IMessageSink next, ServerMatrix matrix) : IMessageSink
{
    public bool OnMessage(IMessageSinkMessage message) => next.OnMessage(message is ITestResultMessage result ? Judged(result) : message);

    private IMessageSinkMessage Judged(ITestResultMessage result)
    {
        var type = result.TestMethod.TestClass.Class.ToRuntimeType();
        if (type.GetCustomAttribute<OnServerAttribute>() is not { } place || Happened(result) is not { } happened)
            return result;
        try
        {
            var verdict = matrix.Judge(place.Server, Row(result.TestMethod), happened.Outcome, happened.Detail);
            // A listed skip is always told by the reason that the table gives.
            return verdict.Outcome == happened.Outcome && verdict.Outcome != Outcome.Skipped ? result : Replaced(result, verdict);
        }
        catch (MatrixException e)
        {
            return Replaced(result, new Verdict(Outcome.Failed, e.Message));
        }
    }

    // Null for a test that could not run for want of its server: that says nothing about the table.
    private static (Outcome Outcome, string Detail)? Happened(ITestResultMessage result) => result switch
    {
        ITestSkipped skipped when skipped.Reason.StartsWith(TestServers.MissingMark, StringComparison.Ordinal) => null,
        ITestFailed failed when failed.ExceptionTypes.Contains(typeof(ServerMissingException).FullName, StringComparer.Ordinal) => null,
        ITestSkipped skipped => (Outcome.Skipped, skipped.Reason),
        ITestFailed failed => (Outcome.Failed, string.Join('\n', failed.Messages)),
        _ => (Outcome.Passed, ""),
    };

    // The conformance class declares the test; the class that runs it on a server only inherits it.
    private static string Row(ITestMethod test)
    {
        var method = test.Method.ToRuntimeMethod();
        return $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}";
    }

    private static IMessageSinkMessage Replaced(ITestResultMessage result, Verdict verdict) => verdict.Outcome == Outcome.Skipped
        ? new TestSkipped(result.Test, verdict.Message)
        : new TestFailed(result.Test, result.ExecutionTime, result.Output, [typeof(MatrixException).FullName], [verdict.Message], [""], [-1]);
}
