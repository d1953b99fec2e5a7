namespace Virga;

/// <summary>Marks an option of a driver contract that only drivers with a capability are given.</summary>
/// <remarks>The facade refuses the option while the capability is off; an adapter must map it while the capability is on.</remarks>
/// <param name="capability">The member of the capabilities record, dotted through groups: <c>Write.MustNotExist</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RequiresCapabilityAttribute(string capability) : Attribute
{
    /// <summary>The member of the capabilities record, dotted through groups.</summary>
    public string Capability { get; } = capability;
}
