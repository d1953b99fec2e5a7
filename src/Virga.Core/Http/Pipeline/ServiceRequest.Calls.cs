using Virga.Serialization;

namespace Virga.Http;

/// <content>Bodies of protocols in which the request names its operation.</content>
public sealed partial class ServiceRequest
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Makes it a call in AWS JSON: the operation in <c>X-Amz-Target</c>, its input in the body.</summary>
    /// <typeparam name="T">The type of the input.</typeparam>
    /// <param name="target">The operation, behind the name that the service has for itself: <c>DynamoDB_20120810.GetItem</c>.</param>
    /// <param name="version">The protocol's version: 1.0 or 1.1.</param>
    /// <param name="value">The input; null for an empty one.</param>
    /// <param name="write">Writes it.</param>
    public ServiceRequest AwsJson<T>(string target, string version, T? value, JsonWrite<T> write)
        where T : class
    {
        if (value is null)
        {
            AwsJson(target, version);
            return this;
        }

        Header("X-Amz-Target", target);
        Json(value, write, AwsJsonType(version));
        return this;
    }

    /// <summary>Makes it a call in AWS JSON of an operation that is given nothing.</summary>
    /// <param name="target">The operation, behind the name that the service has for itself.</param>
    /// <param name="version">The protocol's version: 1.0 or 1.1.</param>
    public ServiceRequest AwsJson(string target, string version)
    {
        Header("X-Amz-Target", target);
        Text("{}", AwsJsonType(version));
        return this;
    }

    /// <summary>Makes it a call of the AWS query protocol: action, version and input as the fields of a form.</summary>
    /// <typeparam name="T">The type of the input.</typeparam>
    /// <param name="action">The operation.</param>
    /// <param name="version">The version of the service's interface: a date.</param>
    /// <param name="value">The input; null for an empty one.</param>
    /// <param name="write">Writes its fields.</param>
    public ServiceRequest AwsQuery<T>(string action, string version, T? value, QueryFormWrite<T> write)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(write);
        var form = AwsQueryForm(action, version);
        if (value is not null) write(form, value);
        Body(RequestBody.FromBytes(_buffer!.AsSequence()), FormType);
        return this;
    }

    /// <summary>Makes it a call of the AWS query protocol of an operation that is given nothing.</summary>
    /// <param name="action">The operation.</param>
    /// <param name="version">The version of the service's interface: a date.</param>
    public ServiceRequest AwsQuery(string action, string version)
    {
        AwsQueryForm(action, version);
        Body(RequestBody.FromBytes(_buffer!.AsSequence()), FormType);
        return this;
    }

    private static string AwsJsonType(string version) => version == "1.1" ? "application/x-amz-json-1.1" : "application/x-amz-json-1.0";

    private QueryFormWriter AwsQueryForm(string action, string version)
    {
        var form = new QueryFormWriter(_buffer ??= new PooledBuffer());
        form.Field("Action", action);
        form.Field("Version", version);
        return form;
    }
}
