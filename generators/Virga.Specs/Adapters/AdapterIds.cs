namespace Virga.Specs.Adapters;

/// <summary>Identifiers of the faults in adapter documents.</summary>
public static class AdapterIds
{
    public const string UnknownInterface = "VA01";
    public const string MemberMissing = "VA02";
    public const string UnknownName = "VA03";
    public const string NotFilled = "VA04";
    public const string NoConversion = "VA05";
    public const string NullForRequired = "VA06";
    public const string InputUnused = "VA07";
    public const string CaseMissing = "VA08";
    public const string ErrorRow = "VA09";
    public const string UnknownConverter = "VA10";
    public const string CapabilityContradicted = "VA11";
    public const string PageHasNoPlace = "VA12";
    public const string StatusWithoutResult = "VA13";
    public const string NeverUsed = "VA14";
    public const string UnusedButOn = "VA15";
    public const string CannotAdapt = "VA16";
}
