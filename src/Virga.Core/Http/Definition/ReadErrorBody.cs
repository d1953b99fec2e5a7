using System.Buffers;

namespace Virga.Http;

/// <summary>Reads the body of an error into its type.</summary>
/// <param name="body">The body. It is valid during the call.</param>
/// <param name="what">The operation, for messages.</param>
public delegate object ReadErrorBody(ReadOnlySequence<byte> body, string what);
