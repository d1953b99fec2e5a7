namespace Virga.Benchmarks.Speed;

/// <summary>The types of <c>Specs/harbour.yaml</c> as an application would write them by hand: settable classes, which the framework's generated code fills fastest.</summary>
public static class Plain
{
    public sealed class Berth
    {
        public long Id { get; set; }
        public string Name { get; set; } = "";
        public double Depth { get; set; }
        public bool? IsFree { get; set; }
    }

    public sealed class Owner
    {
        public string Name { get; set; } = "";
        public string? Country { get; set; }
        public string? Mail { get; set; }
    }

    public sealed class Container
    {
        public string Code { get; set; } = "";
        public int Weight { get; set; }
        public bool? IsCold { get; set; }
    }

    public sealed class Ship
    {
        public long Id { get; set; }
        public string Name { get; set; } = "";
        public Guid? Key { get; set; }
        public DateTimeOffset? Arrived { get; set; }
        public double? Length { get; set; }
        public int? Crew { get; set; }
        public Owner? Owner { get; set; }
        public Berth? Berth { get; set; }
        public List<string>? Tags { get; set; }
        public List<Container>? Load { get; set; }
    }

    public sealed class Fleet
    {
        public List<Ship> Ships { get; set; } = null!;
        public long? Total { get; set; }
    }

    public sealed class Tides
    {
        public List<double> Levels { get; set; } = null!;
        public List<long> Seconds { get; set; } = null!;
    }

    public sealed class LogLine
    {
        public string Text { get; set; } = "";
        public string? By { get; set; }
    }

    public sealed class Log
    {
        public List<LogLine> Lines { get; set; } = null!;
    }
}
