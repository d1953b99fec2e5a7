using System.Reflection;
using System.Runtime.ExceptionServices;
using Virga.Http;
using Virga.Testing;

namespace Virga.Adapters.Tests.Running;

/// <summary>An emitted class made and called by names, since its types exist only in the compiled assembly.</summary>
internal sealed class Adapted
{
    private readonly Assembly _assembly;
    private readonly object _instance;

    public Adapted(Assembly assembly, string client, string adapter, ScriptedHandler handler, params object?[] state)
    {
        _assembly = assembly;
        var options = new ClientOptions { Handler = handler, Auth = AuthScheme.Anonymous, Retry = new RetryOptions { MaxAttempts = 1 } };
        var made = Activator.CreateInstance(assembly.GetType(client, throwOnError: true)!, options)!;
        _instance = assembly.GetType(adapter, throwOnError: true)!.GetConstructors().Single().Invoke([made, .. state]);
    }

    public object Instance => _instance;

    public static object? Get(object? value, string path)
    {
        foreach (var name in path.Split('.')) value = value?.GetType().GetProperty(name)!.GetValue(value);
        return value;
    }

    public object New(string type, params object?[] arguments) =>
        _assembly.GetType(type, throwOnError: true)!.GetConstructors().Single(c => c.GetParameters().Length == arguments.Length && c.GetParameters() is not [{ Name: "original" }]).Invoke(arguments);

    public object With(object value, string name, object? set)
    {
        value.GetType().GetProperty(name)!.SetValue(value, set);
        return value;
    }

    public object Enum(string type, string member) => System.Enum.Parse(_assembly.GetType(type, throwOnError: true)!, member);

    public Array List(string type, params object[] items)
    {
        var list = Array.CreateInstance(_assembly.GetType(type, throwOnError: true)!, items.Length);
        items.CopyTo(list, 0);
        return list;
    }

    /// <summary>The awaited value; null for a member that gives none.</summary>
    public async Task<object?> CallAsync(string method, params object?[] arguments)
    {
        var answer = Invoke(method, arguments);
        var task = answer as Task ?? (Task)answer.GetType().GetMethod("AsTask")!.Invoke(answer, null)!;
        await task;
        return task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult" ? result.GetValue(task) : null;
    }

    public async Task<List<object>> RowsAsync(string method, params object?[] arguments)
    {
        var rows = new List<object>();
        var answer = Invoke(method, arguments);
        var contract = answer.GetType().GetInterfaces().Single(i => i.Name == "IAsyncEnumerable`1");
        return await (Task<List<object>>)typeof(Adapted).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(contract.GetGenericArguments()).Invoke(null, [answer, rows])!;
    }

    private static async Task<List<object>> ReadAsync<T>(IAsyncEnumerable<T> source, List<object> rows)
    {
        await foreach (var row in source) rows.Add(row!);
        return rows;
    }

    private object Invoke(string method, object?[] arguments)
    {
        try
        {
            return _instance.GetType().GetMethod(method)!.Invoke(_instance, [.. arguments, CancellationToken.None])!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }
}
