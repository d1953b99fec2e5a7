namespace Virga.Aws.S3;

/// <summary>What a field of a form must be.</summary>
public sealed record S3PostCondition
{
    private S3PostCondition(string field, string value, bool isPrefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        ArgumentNullException.ThrowIfNull(value);
        Field = field;
        Value = value;
        IsPrefix = isPrefix;
    }

    /// <summary>The field, such as <c>x-amz-storage-class</c>.</summary>
    public string Field { get; }

    /// <summary>The value, or what it begins with.</summary>
    public string Value { get; }

    /// <summary>Whether the value only begins so.</summary>
    public bool IsPrefix { get; }

    /// <summary>The field must have this value; the signed form carries it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    public static S3PostCondition Exact(string field, string value) => new(field, value, isPrefix: false);

    /// <summary>The field must begin so; whoever holds the form adds it, unless <see cref="S3PostPolicy.Fields"/> does.</summary>
    /// <param name="field">The field.</param>
    /// <param name="prefix">What it begins with; empty for any value.</param>
    public static S3PostCondition StartsWith(string field, string prefix) => new(field, prefix, isPrefix: true);

    internal bool Allows(string value) => IsPrefix ? value.StartsWith(Value, StringComparison.Ordinal) : value == Value;
}
