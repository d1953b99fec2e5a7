namespace Virga.Parity;

/// <summary>Says that a test proves a row of tests/PARITY.md, such as <c>[Parity("CB-16")]</c>. On a class it holds for each of its tests.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ParityAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
