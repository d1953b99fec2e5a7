using System.Numerics;

namespace Virga.Storage.Wrappers;

/// <summary>The names of calls in metrics and logs, the same as in traces.</summary>
internal static class CallNames
{
    private static readonly string[] Names = ["put", "get", "stat", "delete", "delete_many", "list", "copy", "move", "begin_upload", "put_part", "copy_part", "list_parts", "complete_upload", "abort_upload", "compose", "presign"];

    public static string Of(StoreCalls call) => Names[BitOperations.TrailingZeroCount((int)call)];
}
