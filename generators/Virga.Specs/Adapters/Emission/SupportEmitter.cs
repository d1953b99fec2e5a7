using Virga.Specs.Emission;

namespace Virga.Specs.Adapters;

/// <summary>Prints the private methods that members of an adapter lean on, each only where it is needed.</summary>
internal static class SupportEmitter
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
        ["Each"] = """
            private static TResult[] Each<T, TResult>(global::System.Collections.Generic.IEnumerable<T> rows, global::System.Func<T, TResult> map)
            {
                if (rows is not global::System.Collections.Generic.IReadOnlyList<T> list) return [.. global::System.Linq.Enumerable.Select(rows, map)];
                var results = new TResult[list.Count];
                for (var i = 0; i < results.Length; i++) results[i] = map(list[i]);
                return results;
            }
            """,
        ["EachWhere"] = """
            private static TResult[] EachWhere<T, TResult>(global::System.Collections.Generic.IEnumerable<T> rows, global::System.Func<T, bool> where, global::System.Func<T, TResult> map) =>
                [.. global::System.Linq.Enumerable.Select(global::System.Linq.Enumerable.Where(rows, where), map)];
            """,
        ["EncodePath"] = """
            private static string EncodePath(string path) => global::System.Uri.EscapeDataString(path).Replace("%2F", "/", global::System.StringComparison.Ordinal);
            """,
        ["RangeText"] = """
            // RFC 9110: the last byte is named, and a suffix has no first one.
            private static string RangeText(long offset, long? length)
            {
                if (offset < 0) return global::System.FormattableString.Invariant($"bytes={offset}");
                return length is { } count ? global::System.FormattableString.Invariant($"bytes={offset}-{offset + count - 1}") : global::System.FormattableString.Invariant($"bytes={offset}-");
            }
            """,
        ["ParseInt32"] = """
            private static int ParseInt32(string text, string name) =>
                int.TryParse(text, global::System.Globalization.NumberStyles.AllowLeadingSign, global::System.Globalization.CultureInfo.InvariantCulture, out var value)
                    ? value
                    : throw new global::System.ArgumentException($"{name} must be a whole number as this store gave it.", name);
            """,
        ["ParseInt64"] = """
            private static long ParseInt64(string text, string name) =>
                long.TryParse(text, global::System.Globalization.NumberStyles.AllowLeadingSign, global::System.Globalization.CultureInfo.InvariantCulture, out var value)
                    ? value
                    : throw new global::System.ArgumentException($"{name} must be a whole number as this store gave it.", name);
            """,
        ["MissingAnswer"] = """
            private static global::Virga.VirgaException MissingAnswer(string name) =>
                new(global::Virga.ErrorKind.MalformedResponse, $"The answer lacks '{name}', which it must have.");
            """,
        ["MissingInput"] = """
            private static global::System.ArgumentException MissingInput(string name) => new($"{name} must be given here.", name);
            """,
        ["NextPage"] = """
            private static string? NextPage(bool more, string? token) => more && !string.IsNullOrEmpty(token) ? token : null;
            """,
        ["NoValue"] = """
            private static global::Virga.VirgaException NoValue(object? value) =>
                new(global::Virga.ErrorKind.MalformedResponse, $"The value '{value}' is none that is known here.");
            """,
        ["OperationOf"] = """
            private static string? OperationOf(global::Virga.VirgaException e) => (e as global::Virga.Http.ServiceException)?.Operation;
            """,
        ["HasHeader"] = """
            private static bool HasHeader(global::Virga.VirgaException e, string name, string? value)
            {
                if (e is not global::Virga.Http.ServiceException service) return false;
                foreach (var header in service.Headers)
                {
                    if (string.Equals(header.Key, name, global::System.StringComparison.OrdinalIgnoreCase) && (value is null || header.Value == value)) return true;
                }

                return false;
            }
            """,
    };

    public static void Emit(AdapterPlan plan, CodeLines code)
    {
        foreach (var name in plan.Support)
        {
            if (Sources.TryGetValue(name, out var source)) Print(source, code);
        }

        if (plan.Support.Contains("KindOfCode") && plan.Errors is { } errors) EmitKindOfCode(errors, code);
        if (plan.Members.Any(UsesUnsupported)) EmitUnsupported(plan, code);
    }

    private static void Print(string source, CodeLines code)
    {
        code.Line();
        foreach (var line in source.Split('\n')) code.Line(line.TrimEnd('\r'));
    }

    private static void EmitKindOfCode(ErrorTablePlan errors, CodeLines code)
    {
        code.Line();
        code.Open($"private static {errors.KindType} KindOfCode(string? code) => code switch");
        foreach (var row in errors.Codes) code.Line($"{row.Condition} => {row.Kind},");
        code.Line($"_ => {errors.UnknownKind},");
        code.Close(";");
    }

    private static bool UsesUnsupported(AdapterMemberPlan member) => member.Kind == AdapterMemberKind.Unsupported || (member.Body is { } body && UsesUnsupported(body));

    private static bool UsesUnsupported(AdapterBodyPlan body) =>
        body.Steps.OfType<ChoosePlan>().Any(c => c.Cases.Any(one => one.Body is null || UsesUnsupported(one.Body)));

    private static void EmitUnsupported(AdapterPlan plan, CodeLines code)
    {
        code.Line();
        code.Open($"private static {plan.Errors?.ThrowType ?? "global::System.NotSupportedException"} Unsupported(string member)");
        code.Line($"var message = $\"{{member}} is not supported by {plan.ClassName}; its capabilities say what is.\";");
        code.Line($"return {plan.Errors?.Unsupported ?? "new global::System.NotSupportedException(message)"};");
        code.Close();
    }
}
