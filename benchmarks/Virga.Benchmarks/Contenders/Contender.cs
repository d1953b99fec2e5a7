namespace Virga.Benchmarks.Contenders;

/// <summary>One way to call the server. Every answer is read as far as a caller would: the entity tag, the length and the date of an object, every byte of a body, every row of a page.</summary>
internal abstract class Contender : IAsyncDisposable
{
    public abstract string Name { get; }

    public abstract ValueTask HeadAsync();

    public abstract ValueTask GetAsync();

    public abstract ValueTask PutAsync();

    /// <summary>Lists the whole bucket.</summary>
    /// <param name="row">Called after every thousandth row.</param>
    public abstract ValueTask ListAsync(Action? row);

    public abstract ValueTask DisposeAsync();

    protected static void Check(bool isRight)
    {
        if (!isRight) throw new InvalidOperationException("The answer was not what the server gives.");
    }
}
