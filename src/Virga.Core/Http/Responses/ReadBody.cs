using System.Buffers;

namespace Virga.Http;

/// <summary>Reads the body of an answer.</summary>
/// <typeparam name="T">What it is read into.</typeparam>
/// <param name="body">The body. It is valid during the call.</param>
/// <param name="what">The operation, for messages.</param>
public delegate T ReadBody<out T>(ReadOnlySequence<byte> body, string what);
