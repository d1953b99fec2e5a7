using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Virga.Benchmarks.Contenders;
using Virga.Benchmarks.Server;

namespace Virga.Benchmarks;

/// <summary>The same operations under BenchmarkDotNet, one at a time, for profiling and for a look at one of them.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class OperationBenchmarks
{
    private ServerProcess? _server;
    private Contender? _contender;

    /// <summary>Who calls.</summary>
    [Params("bare", "typed", "store", "awssdk")]
    public string Contender { get; set; } = "";

    [GlobalSetup]
    public async Task Setup()
    {
        _server = ServerProcess.Start();
        _contender = Contender switch
        {
            "bare" => await BareContender.CreateAsync(_server.Address),
            "typed" => new TypedContender(_server.Address),
            "store" => new StoreContender(_server.Address),
            _ => new AwsSdkContender(_server.Address),
        };
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        if (_contender is not null) await _contender.DisposeAsync();
        _server?.Dispose();
    }

    [Benchmark]
    public async Task Head() => await _contender!.HeadAsync();

    [Benchmark]
    public async Task Get1KiB() => await _contender!.GetAsync();

    [Benchmark]
    public async Task Put1KiB() => await _contender!.PutAsync();

    [Benchmark]
    public async Task List100000Keys() => await _contender!.ListAsync(null);

    private sealed class InThisProcess : ManualConfig
    {
        // A process of its own would be built from a project that the rules of this repository do not fit; the server has one.
        public InThisProcess() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
