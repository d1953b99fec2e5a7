namespace Virga;

/// <summary>How the value of a setting reads.</summary>
public enum SettingKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>One of several words; case and separators do not count.</summary>
    Choice,

    /// <summary>Values with commas between them; a list where the source has lists.</summary>
    List,

    /// <summary><c>true</c>, <c>yes</c> or <c>1</c>; <c>false</c>, <c>no</c> or <c>0</c>.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A number of bytes, such as <c>8MiB</c>.</summary>
    Size,

    /// <summary>Bytes a second, such as <c>60MiB</c> or <c>60MiB/s</c>.</summary>
    Rate,

    /// <summary>A time, such as <c>60s</c>.</summary>
    Time,
}
