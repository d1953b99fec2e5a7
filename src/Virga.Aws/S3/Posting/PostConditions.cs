using System.Text;
using Virga.Aws.Signing;

namespace Virga.Aws.S3;

/// <summary>The conditions that follow from a policy, and the fields that satisfy them; whatever S3 would refuse is refused here.</summary>
internal sealed class PostConditions
{
    /// <summary>"POST Object": the maximum for a form, as for a put.</summary>
    public const long MostContent = 5L * 1024 * 1024 * 1024;

    private const string FileName = "${filename}";
    private const int MostKeyBytes = 1024;

    // What the signature itself fills in, or what stands for the content.
    private static readonly string[] Reserved = ["policy", "x-amz-signature", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token", "file", "bucket", "content-length-range", "awsaccesskeyid", "signature"];
    private static readonly Dictionary<string, string> OfProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["key"] = "Key or KeyPrefix", ["acl"] = "Acl", ["Content-Type"] = "ContentType or ContentTypePrefix", ["success_action_status"] = "SuccessStatus", ["success_action_redirect"] = "SuccessRedirect", ["redirect"] = "SuccessRedirect",
    };

    // "Canned ACL" of the Amazon S3 User Guide.
    private static readonly string[] Acls = ["private", "public-read", "public-read-write", "aws-exec-read", "authenticated-read", "bucket-owner-read", "bucket-owner-full-control", "log-delivery-write"];

    private readonly List<S3PostCondition> _conditions = [];
    private readonly List<KeyValuePair<string, string>> _fields = [];

    private PostConditions(S3PostPolicy policy) => Policy = policy;

    public S3PostPolicy Policy { get; }

    public IReadOnlyList<S3PostCondition> All => _conditions;

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    /// <summary>The range of lengths; null when the policy says nothing of it.</summary>
    public (long Least, long Most)? Length => Policy.MinLength == 0 && Policy.MaxLength is null ? null : (Policy.MinLength, Policy.MaxLength ?? MostContent);

    /// <exception cref="VirgaException">With <see cref="ErrorKind.InvalidArgument"/>: S3 would refuse the policy, or every form that is sent with it.</exception>
    public static PostConditions Of(S3PostPolicy policy)
    {
        var made = new PostConditions(policy);
        made.CheckExpiryAndLength();
        made.AddKey();
        made.AddHeaders();
        foreach (var condition in policy.Conditions) made.AddOther(condition);
        foreach (var (name, value) in policy.Fields) made.AddField(name, value);
        return made;
    }

    private void CheckExpiryAndLength()
    {
        if (Policy.Expires <= TimeSpan.Zero) throw Refused($"it would have expired before it is used ({Policy.Expires}). Set Expires to the time from now.");
        if (Policy.Expires < TimeSpan.FromSeconds(1) || Policy.Expires > PresignedQuery.Longest) throw Refused($"it lasts from 1 second to 7 days, and {Policy.Expires} was asked for.");
        if (Policy.MinLength < 0 || Policy.MaxLength < 0) throw Refused("MinLength and MaxLength are zero or more.");
        if (Policy.MaxLength > MostContent || Policy.MinLength > MostContent) throw Refused($"a form carries at most 5 GiB ({MostContent} bytes). Lower MaxLength, or use a multipart upload.");
        if (Policy.MaxLength < Policy.MinLength) throw Refused($"no content has at least {Policy.MinLength} and at most {Policy.MaxLength} bytes. Set MaxLength to MinLength or more.");
    }

    private void AddKey()
    {
        if (Policy.Key is null == Policy.KeyPrefix is null) throw Refused("it names a Key or a KeyPrefix, one of the two. An empty KeyPrefix allows any key.");
        if (Policy.KeyPrefix is { } prefix)
        {
            if (prefix.Contains(FileName, StringComparison.Ordinal)) throw Refused($"KeyPrefix holds {FileName}, which the server puts in only after the comparison; the form proposes prefix and name by itself.");
            CheckKey(prefix, "KeyPrefix");
            Add(S3PostCondition.StartsWith("key", prefix));
            if (!Policy.Fields.Keys.Contains("key", StringComparer.OrdinalIgnoreCase)) _fields.Add(new("key", prefix + FileName));
            return;
        }

        var key = Policy.Key!;
        if (key.Length == 0) throw Refused("Key is empty, and no object can have such a key.");
        CheckKey(key, "Key");
        var at = key.IndexOf(FileName, StringComparison.Ordinal);
        if (at < 0)
        {
            Add(S3PostCondition.Exact("key", key));
            return;
        }

        // The server compares what comes out, so that only what stands before the variable can be compared.
        if (at + FileName.Length != key.Length) throw Refused($"{FileName} stands at the end of a Key and once: what follows it could not be held to.");
        Add(S3PostCondition.StartsWith("key", key[..at]));
        _fields.Add(new("key", key));
    }

    private void AddHeaders()
    {
        if (Policy.Acl is { } acl)
        {
            if (!Acls.Contains(acl)) throw Refused($"'{Shown(acl)}' is no canned access control list; name one of {string.Join(", ", Acls)}.");
            Add(S3PostCondition.Exact("acl", acl));
        }

        if (Policy is { ContentType: not null, ContentTypePrefix: not null }) throw Refused("ContentType and ContentTypePrefix exclude each other.");
        if (Policy.ContentType is { } type) Add(S3PostCondition.Exact("Content-Type", type));
        if (Policy.ContentTypePrefix is { } kind) Add(S3PostCondition.StartsWith("Content-Type", kind));
        foreach (var (name, value) in Policy.Metadata)
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))) throw Refused($"'{Shown(name)}' cannot be the name of metadata: letters, digits and hyphens are expected.");
            Add(S3PostCondition.Exact("x-amz-meta-" + name.ToLowerInvariant(), value ?? throw Refused($"the metadata '{name}' has no value.")));
        }

        if (Policy is { SuccessStatus: not null, SuccessRedirect: not null }) throw Refused("SuccessStatus and SuccessRedirect exclude each other: a redirect has its own status.");
        if (Policy.SuccessStatus is { } status)
        {
            if (status is not (200 or 201 or 204)) throw Refused($"the status of a success is 200, 201 or 204, not {status}.");
            Add(S3PostCondition.Exact("success_action_status", status.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (Policy.SuccessRedirect is { } redirect)
        {
            if (!redirect.IsAbsoluteUri || redirect.Scheme is not ("https" or "http")) throw Refused("SuccessRedirect is an absolute http or https URL.");
            Add(S3PostCondition.Exact("success_action_redirect", redirect.AbsoluteUri));
        }
    }

    private void AddOther(S3PostCondition condition)
    {
        if (condition is null) throw Refused("one of its Conditions is null.");
        if (Reserved.Contains(condition.Field, StringComparer.OrdinalIgnoreCase)) throw Refused($"the field {condition.Field} is not for conditions of your own; {(condition.Field.Equals("content-length-range", StringComparison.OrdinalIgnoreCase) ? "set MinLength and MaxLength" : "the signature fills it in")}.");
        if (OfProperties.TryGetValue(condition.Field, out var property)) throw Refused($"a condition on {condition.Field} is set by {property}.");
        Add(condition);
    }

    private void AddField(string name, string value)
    {
        if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)) throw Refused($"the field {Shown(name)} is filled in by the signature.");
        CheckText(name, value);

        // "POST Policy": such fields are ignored, and need no condition.
        if (!name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase))
        {
            var condition = _conditions.Find(c => c.Field.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Refused($"no condition allows the field {Shown(name)}; S3 refuses forms with fields that the policy does not name. Add S3PostCondition.StartsWith(\"{Shown(name)}\", \"\").");
            if (!condition.Allows(value.Replace(FileName, "", StringComparison.Ordinal))) throw Refused($"the field {name} does not fit its condition, which wants {(condition.IsPrefix ? "a value that begins with" : "exactly")} '{Shown(condition.Value)}'.");
            if (!condition.IsPrefix) return;
        }

        _fields.Add(new(name, value));
    }

    private void Add(S3PostCondition condition)
    {
        CheckText(condition.Field, condition.Value);
        if (condition.Field != "key" && condition.Value.Contains(FileName, StringComparison.Ordinal)) throw Refused($"{FileName} stands in the key alone; the condition on {condition.Field} would compare it as it is.");
        if (_conditions.Exists(c => c.Field.Equals(condition.Field, StringComparison.OrdinalIgnoreCase))) throw Refused($"it has two conditions on {condition.Field}; S3 would demand both.");
        _conditions.Add(condition);
        if (!condition.IsPrefix) _fields.Add(new(condition.Field, condition.Value));
    }

    private static void CheckKey(string key, string name)
    {
        var bytes = Encoding.UTF8.GetByteCount(key);
        if (bytes > MostKeyBytes) throw Refused($"{name} has {bytes} bytes of UTF-8, and keys have at most {MostKeyBytes}.");
    }

    private static void CheckText(string field, string value)
    {
        if (field.Length == 0 || field.Any(c => c is <= ' ' or > '~' or '"' or '$' or ':')) throw Refused($"'{Shown(field)}' cannot be the name of a field.");
        if (value is null) throw Refused($"the field {field} has no value.");
        foreach (var c in value)
        {
            if (char.IsControl(c)) throw Refused($"the value of {field} holds the control character U+{(int)c:X4}.");
        }

        // A lone surrogate has no UTF-8, so the policy and the form would differ.
        if (value.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar) && !value.Contains('\uFFFD', StringComparison.Ordinal)) throw Refused($"the value of {field} is no Unicode text.");
    }

    internal static VirgaException Refused(string why) => new(ErrorKind.InvalidArgument, $"The POST policy would be refused: {why}");

    private static string Shown(string text) => new([.. text.Take(60).Select(c => char.IsControl(c) ? '?' : c)]);
}
