using Xunit.Abstractions;
using Xunit.Sdk;

namespace Virga.Servers.Tests;

public sealed class MatrixSinkTests
{
    private const string Passes = "| test | ceph |\n|---|---|\n| SampleConformance | pass |";
    private const string Skips = "| test | ceph |\n|---|---|\n| SampleConformance.Works | skip: cannot |";

    [Fact]
    public void ASkipThatIsNotListedIsReportedAsAFailure()
    {
        var failed = Assert.IsType<TestFailed>(Sent(Passes, new TestSkipped(On<SampleOnCeph>(), "not today")));
        Assert.Contains("SampleConformance.Works was skipped on ceph ('not today')", Assert.Single(failed.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void AListedSkipThatPassesIsReportedAsAFailure()
    {
        var failed = Assert.IsType<TestFailed>(Sent(Skips, new TestPassed(On<SampleOnCeph>(), 0, "")));
        Assert.Contains("out of date", Assert.Single(failed.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void AListedSkipThatFailsIsReportedAsSkippedWithItsReason()
    {
        var skipped = Assert.IsType<TestSkipped>(Sent(Skips, new TestFailed(On<SampleOnCeph>(), 0, "", new InvalidOperationException("400"))));
        Assert.Equal("ceph: cannot", skipped.Reason);
    }

    [Fact]
    public void ATestThatTheTableDoesNotKnowIsReportedAsAFailure()
    {
        var failed = Assert.IsType<TestFailed>(Sent("| test | ceph |\n|---|---|\n| OtherConformance | pass |", new TestPassed(On<SampleOnCeph>(), 0, "")));
        Assert.Contains("no row for 'SampleConformance.Works'", Assert.Single(failed.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatMustPassAndWhatRunsOnNoServerIsHandedOn()
    {
        AssertHandedOn(Passes, new TestPassed(On<SampleOnCeph>(), 0, ""));
        AssertHandedOn(Passes, new TestFailed(On<SampleOnCeph>(), 0, "", new InvalidOperationException("lost")));
        AssertHandedOn(Passes, new TestSkipped(On<SampleInMemory>(), "not today"));
    }

    [Fact]
    public void ATestWithoutItsServerSaysNothingAboutTheTable()
    {
        AssertHandedOn(Passes, new TestSkipped(On<SampleOnCeph>(), "server missing: ceph does not run"));
        AssertHandedOn(Skips, new TestFailed(On<SampleOnCeph>(), 0, "", new ServerMissingException("ceph does not run")));
    }

    private static void AssertHandedOn(string table, IMessageSinkMessage message) => Assert.Same(message, Sent(table, message));

    private static IMessageSinkMessage Sent(string table, IMessageSinkMessage message)
    {
        var recorder = new MessageRecorder();
        new MatrixSink(recorder, ServerMatrix.Parse(table)).OnMessage(message);
        return Assert.Single(recorder.Messages);
    }

    private static XunitTest On<T>()
    {
        var assembly = new TestAssembly(Reflector.Wrap(typeof(T).Assembly));
        var type = new TestClass(new TestCollection(assembly, null, "samples"), Reflector.Wrap(typeof(T)));
        var method = new TestMethod(type, Reflector.Wrap(typeof(T).GetMethod(nameof(SampleConformance.Works))!));
        var testCase = new XunitTestCase(new NullMessageSink(), TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method);
        return new XunitTest(testCase, "sample");
    }
}
