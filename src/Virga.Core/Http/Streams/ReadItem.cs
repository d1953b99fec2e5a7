using System.Buffers;

namespace Virga.Http;

/// <summary>Reads one item of a streamed answer.</summary>
/// <typeparam name="T">The item.</typeparam>
/// <param name="bytes">Its bytes. They are valid during the call.</param>
/// <param name="what">The operation, for messages.</param>
public delegate T ReadItem<out T>(ReadOnlySequence<byte> bytes, string what);
