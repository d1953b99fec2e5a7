using System.Globalization;

namespace Virga.Aws.DynamoDb;

/// <content>What makes values out of those of C#, and back. Numbers are texts in DynamoDB, with up to 38 digits, so that none is lost on the way.</content>
public readonly partial record struct AttributeValue
{
    /// <summary>The value that is none of any type.</summary>
    public static AttributeValue Nothing => FromNull(true);

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    public static AttributeValue FromNumber(long value) => FromN(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    public static AttributeValue FromNumber(decimal value) => FromN(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">It is not finite, and DynamoDB has no such number.</exception>
    public static AttributeValue FromNumber(double value) => double.IsFinite(value)
        ? FromN(value.ToString("R", CultureInfo.InvariantCulture))
        : throw new ArgumentException($"{value.ToString(CultureInfo.InvariantCulture)} is no number in DynamoDB.", nameof(value));

    /// <summary>Makes a text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator AttributeValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return FromS(value);
    }

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AttributeValue(long value) => FromNumber(value);

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AttributeValue(decimal value) => FromNumber(value);

    /// <summary>Makes a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AttributeValue(double value) => FromNumber(value);

    /// <summary>Makes a boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator AttributeValue(bool value) => FromBool(value);

    /// <summary>Makes bytes.</summary>
    /// <param name="value">The bytes.</param>
    public static implicit operator AttributeValue(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return FromB(value);
    }

    /// <summary>Makes a list.</summary>
    /// <param name="value">The items.</param>
    public static implicit operator AttributeValue(AttributeValue[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return FromL(value);
    }

    /// <summary>Makes a map.</summary>
    /// <param name="value">The entries.</param>
    public static implicit operator AttributeValue(Dictionary<string, AttributeValue> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return FromM(value);
    }

    /// <summary>The number as a whole one.</summary>
    /// <exception cref="InvalidOperationException">The value is no number, or none that fits.</exception>
    public long ToInt64() => long.TryParse(N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw NotA("whole number of 64 bits");

    /// <summary>The number as a decimal one.</summary>
    /// <exception cref="InvalidOperationException">The value is no number, or none that fits.</exception>
    public decimal ToDecimal() => decimal.TryParse(N, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw NotA("decimal number");

    /// <summary>The number as a binary fraction.</summary>
    /// <exception cref="InvalidOperationException">The value is no number.</exception>
    public double ToDouble() => double.TryParse(N, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw NotA("number");

    private InvalidOperationException NotA(string what) => new(N is null ? "The value is no number." : $"The number {(N.Length > 40 ? N[..40] + "..." : N)} is no {what}.");
}
