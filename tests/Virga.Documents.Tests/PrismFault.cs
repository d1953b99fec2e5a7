namespace Virga.Documents.Tests;

/// <summary>What went wrong in a call of an operation.</summary>
/// <param name="Operation">Its id.</param>
/// <param name="Text">What was sent, and what Prism or the client said of it.</param>
internal sealed record PrismFault(string Operation, string Text);
