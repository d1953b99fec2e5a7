namespace Virga.Servers;

/// <summary>tests/Servers/matrix.md cannot be read, or does not speak of a server or a test.</summary>
public sealed class MatrixException(string message) : Exception(message);
