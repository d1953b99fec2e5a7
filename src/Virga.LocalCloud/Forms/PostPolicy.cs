using System.Globalization;
using System.Text.Json;

namespace Virga.Local.Forms;

/// <summary>What the signer of a form allows: until when, and which values of which fields.</summary>
internal sealed class PostPolicy
{
    private static readonly string[] NeedNoCondition = ["file", "policy", "x-amz-signature", "AWSAccessKeyId", "Signature"];

    private readonly DateTimeOffset _expiration;
    private readonly List<(string Operator, string Field, string Value)> _conditions = [];

    private PostPolicy(DateTimeOffset expiration) => _expiration = expiration;

    /// <summary>The least number of bytes.</summary>
    public long Least { get; private set; }

    /// <summary>The greatest number of bytes.</summary>
    public long Most { get; private set; } = BodyReceiver.MaxLength;

    public static PostPolicy Parse(string base64)
    {
        byte[] bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out int length))
        {
            throw FormError.Policy("Invalid Base64.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 8 });
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            throw FormError.Policy("Invalid JSON.");
        }
    }

    /// <summary>Refuses a form that the policy does not allow.</summary>
    public void Check(PostForm form, string bucket, DateTimeOffset now)
    {
        if (now > _expiration)
        {
            throw FormError.Denied("Policy expired.");
        }

        HashSet<string> covered = new(NeedNoCondition, StringComparer.OrdinalIgnoreCase);
        foreach ((string operation, string field, string value) in _conditions)
        {
            covered.Add(field);
            string given = field.Equals("bucket", StringComparison.OrdinalIgnoreCase) ? bucket : form[field] ?? string.Empty;
            if (!Holds(operation, field, value, given))
            {
                throw FormError.Denied($"Policy Condition failed: [\"{operation}\", \"${field}\", \"{value}\"]");
            }
        }

        string? extra = form.Fields.Keys.FirstOrDefault(name => !covered.Contains(name) && !name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase));
        if (extra is not null)
        {
            throw FormError.Denied($"Extra input fields: {extra}");
        }
    }

    private static bool Holds(string operation, string field, string value, string given)
    {
        if (operation == "eq")
        {
            return given == value;
        }

        // A list of media types must begin with the prefix in each of its items.
        string[] items = field.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? given.Split(',', StringSplitOptions.TrimEntries) : [given];
        return Array.TrueForAll(items, item => item.StartsWith(value, StringComparison.Ordinal));
    }

    private static PostPolicy Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw FormError.Policy("Invalid JSON.");
        }

        if (!root.TryGetProperty("expiration", out JsonElement expiration)
            || expiration.ValueKind != JsonValueKind.String
            || !DateTimeOffset.TryParse(expiration.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset end))
        {
            throw FormError.Policy("Policy missing expiration, or it is no date.");
        }

        if (!root.TryGetProperty("conditions", out JsonElement conditions) || conditions.ValueKind != JsonValueKind.Array)
        {
            throw FormError.Policy("Policy missing conditions.");
        }

        PostPolicy policy = new(end);
        foreach (JsonElement condition in conditions.EnumerateArray())
        {
            policy.Add(condition);
        }

        return policy;
    }

    private void Add(JsonElement condition)
    {
        if (condition.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in condition.EnumerateObject())
            {
                _conditions.Add(("eq", property.Name, Text(property.Value)));
            }
        }
        else if (condition.ValueKind == JsonValueKind.Array && condition.GetArrayLength() == 3)
        {
            AddTriple(Text(condition[0]).ToLowerInvariant(), condition[1], condition[2]);
        }
        else
        {
            throw FormError.Policy("Invalid condition: a condition is an object or an array of three.");
        }
    }

    private void AddTriple(string operation, JsonElement first, JsonElement second)
    {
        switch (operation)
        {
            case "content-length-range":
                Least = Number(first);
                Most = Math.Min(Number(second), BodyReceiver.MaxLength);
                break;
            case "eq" or "starts-with" when Text(first) is ['$', .. { Length: > 0 } field]:
                _conditions.Add((operation, field, Text(second)));
                break;
            default:
                throw FormError.Policy($"Invalid condition: '{operation}'.");
        }
    }

    private static string Text(JsonElement element)
        => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw FormError.Policy("Invalid condition: a text was expected.");

    private static long Number(JsonElement element)
    {
        string text = element.ValueKind is JsonValueKind.Number ? element.GetRawText() : Text(element);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw FormError.Policy("Invalid content-length-range: a number of bytes was expected.");
    }
}
