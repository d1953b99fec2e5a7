namespace Virga.Specs.Emission;

/// <summary>Every type of the runtime library that emitted code mentions. A test checks that each exists.</summary>
public static class RuntimeNames
{
    public const string AddressingStyle = Http + "AddressingStyle";
    public const string AuthScheme = Http + "AuthScheme";
    public const string BodyFormat = Http + "BodyFormat";
    public const string CallOptions = Http + "CallOptions";
    public const string ChecksumAlgorithm = "global::Virga.ChecksumAlgorithm";
    public const string ChecksumPolicy = Http + "ChecksumPolicy";
    public const string ChecksumTrait = Http + "ChecksumTrait";
    public const string ClientOptions = Http + "ClientOptions";
    public const string ClientRegistration = "global::Virga.Hosting.ClientRegistration";
    public const string ContentRange = Serialization + "ContentRange";
    public const string ErrorFormat = Http + "ErrorFormat";
    public const string ErrorKind = "global::Virga.ErrorKind";
    public const string ErrorKindRule = Http + "ErrorKindRule";
    public const string ItemFormat = Http + "ItemFormat";
    public const string JsonCursor = Serialization + "JsonCursor";
    public const string IJsonWritable = Serialization + "IJsonWritable";
    public const string JsonNames = Serialization + "JsonNames";
    public const string JsonObjectWriter = Serialization + "JsonObjectWriter";
    public const string JsonRead = Serialization + "JsonRead";
    public const string LongRunningCalls = Http + "LongRunningCalls";
    public const string LongRunningDefinition = Http + "LongRunningDefinition";
    public const string LongRunningOperation = Http + "LongRunningOperation";
    public const string Operation = Http + "Operation";
    public const string ParameterStyle = Http + "ParameterStyle";
    public const string PayloadPolicy = Http + "PayloadPolicy";
    public const string QueryFormWriter = Serialization + "QueryFormWriter";
    public const string RawRequest = Http + "RawRequest";
    public const string RequestBody = Http + "RequestBody";
    public const string ResponseBody = Http + "ResponseBody";
    public const string ResponseHead = Http + "ResponseHead";
    public const string RowList = Serialization + "RowList";
    public const string RowTexts = Serialization + "RowTexts";
    public const string SavedOperation = Http + "SavedOperation";
    public const string SchemeDefinition = Http + "SchemeDefinition";
    public const string ServerSentEvent = Http + "ServerSentEvent";
    public const string ServerVariable = Http + "ServerVariable";
    public const string ServiceDefinition = Http + "ServiceDefinition";
    public const string ServiceProfile = Http + "ServiceProfile";
    public const string ServiceRequest = Http + "ServiceRequest";
    public const string ServiceResponse = Http + "ServiceResponse";
    public const string ServiceTransport = Http + "ServiceTransport";
    public const string Session = Http + "Session";
    public const string SessionAnswer = Http + "SessionAnswer";
    public const string SignedRequest = "global::Virga.SignedRequest";
    public const string TypedError = Http + "TypedError";
    public const string Union = Serialization + "Union";
    public const string VirgaException = "global::Virga.VirgaException";
    public const string WaitOptions = Http + "WaitOptions";
    public const string WaitException = Http + "WaitException";
    public const string Waiter = Http + "Waiter";
    public const string FormField = Http + "FormField";
    public const string WaiterAcceptor = Http + "WaiterAcceptor";
    public const string WaiterMatch = Http + "WaiterMatch";
    public const string WaiterState = Http + "WaiterState";
    public const string Wire = Serialization + "Wire";
    public const string XmlBodyWriter = Serialization + "XmlBodyWriter";
    public const string XmlCursor = Serialization + "XmlCursor";

    private const string Http = "global::Virga.Http.";
    private const string Serialization = "global::Virga.Serialization.";
}
