namespace Virga.Specs.Planning;

/// <summary>The body of one success among several whose bodies differ: a member of the result that is null in the others.</summary>
/// <param name="Property">The member of the result.</param>
/// <param name="Statuses">The statuses that have it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Kind">json, xml, text or binary.</param>
/// <param name="XmlRoot">Root element of an XML body.</param>
public sealed record BodyAnswerPlan(string Property, EquatableArray<int> Statuses, TypePlan Type, string Kind, string? XmlRoot);
