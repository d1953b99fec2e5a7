namespace Virga.Servers;

/// <summary>A test and tests/Servers/matrix.md disagree, or the table itself cannot be read.</summary>
public sealed class MatrixException : Exception
{
    public MatrixException(string message)
        : base(message)
    {
    }

    public MatrixException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
