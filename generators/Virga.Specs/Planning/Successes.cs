using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Which responses of an operation are its successes, and for which statuses.</summary>
internal static class Successes
{
    // A range such as 2XX stands for the statuses of RFC 9110 and WebDAV that servers really send.
    private static readonly int[] Known = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226];

    /// <summary>Those of 2xx; without any, default; without that, redirects, which are not followed and so are answers as others. 304 is an error: a condition did not hold.</summary>
    public static IReadOnlyList<ResponseModel> Of(OperationModel operation)
    {
        var declared = operation.Responses.Where(response => response.IsSuccess).ToArray();
        if (declared.Length > 0) return declared;
        var open = operation.Responses.Where(response => response.IsDefault).Take(1).ToArray();
        return open.Length > 0 ? open : [.. operation.Responses.Where(response => response.StatusFrom is >= 300 and < 400 and not 304 && response.StatusFrom == response.StatusTo)];
    }

    /// <summary>All statuses of the successes, in order.</summary>
    public static IReadOnlyList<int> Statuses(IReadOnlyList<ResponseModel> successes) =>
        successes.Count == 0 ? Known : [.. successes.SelectMany(StatusesOf).Distinct().OrderBy(status => status)];

    /// <summary>The response that a status has: an exact one before a range.</summary>
    public static ResponseModel? For(IReadOnlyList<ResponseModel> successes, int status) =>
        successes.Where(response => StatusesOf(response).Contains(status)).OrderBy(response => response.IsDefault ? int.MaxValue : response.StatusTo - response.StatusFrom).FirstOrDefault();

    private static IEnumerable<int> StatusesOf(ResponseModel response) =>
        response.IsDefault ? Known
        : response.StatusFrom == response.StatusTo ? [response.StatusFrom]
        : Known.Where(status => status >= response.StatusFrom && status <= response.StatusTo);
}
