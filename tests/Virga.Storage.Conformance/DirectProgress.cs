namespace Virga.Storage.Conformance;

/// <summary>Progress that is told at once, unlike the framework's, which posts it.</summary>
public sealed class DirectProgress(Action<TransferProgress> report) : IProgress<TransferProgress>
{
    public void Report(TransferProgress value) => report(value);
}
