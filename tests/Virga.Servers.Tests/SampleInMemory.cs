namespace Virga.Servers.Tests;

internal sealed class SampleInMemory : SampleConformance;
