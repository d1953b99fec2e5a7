namespace Virga.Servers.Tests;

[OnServer(TestServers.Ceph)]
internal sealed class SampleOnCeph : SampleConformance;
