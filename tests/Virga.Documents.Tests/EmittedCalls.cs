using System.Reflection;
using Virga.Http;
using Virga.Specs.Planning;

namespace Virga.Documents.Tests;

/// <summary>Calls the methods of an emitted client, which these tests know by its plan alone.</summary>
internal sealed class EmittedCalls : IDisposable
{
    private readonly object _client;

    public EmittedCalls(Assembly assembly, ClientPlan plan, ClientOptions options)
    {
        Plan = plan;
        Assembly = assembly;
        _client = Activator.CreateInstance(assembly.GetType(plan.Namespace + "." + plan.ClientType, throwOnError: true)!, options)!;
    }

    public ClientPlan Plan { get; }

    public Assembly Assembly { get; }

    public void Dispose() => ((IDisposable)_client).Dispose();

    /// <summary>The method of an operation that makes one call.</summary>
    public MethodInfo Method(OperationPlan operation) =>
        _client.GetType().GetMethods().Single(method => method.Name == operation.PageMethod.TrimStart('@') + "Async");

    /// <summary>Calls an operation with values for its arguments.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="value">Gives the value of an argument; null leaves it out.</param>
    /// <returns>The result; a list of the items of a sequence.</returns>
    public async Task<object?> CallAsync(OperationPlan operation, Func<ArgumentPlan, Type, object?> value)
    {
        var method = Method(operation);
        var arguments = operation.Arguments.ToDictionary(argument => argument.Argument.TrimStart('@'), StringComparer.Ordinal);
        var values = method.GetParameters().Select(parameter =>
            (arguments.TryGetValue(parameter.Name!, out var argument) ? value(argument, parameter.ParameterType) : null)
            ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null)).ToArray();
        return await ResultAsync(method.Invoke(_client, BindingFlags.DoNotWrapExceptions, null, values, null)!);
    }

    private static async Task<object?> ResultAsync(object returned)
    {
        if (returned is ValueTask nothing)
        {
            await nothing;
            return null;
        }

        var type = returned.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            var task = (Task)type.GetMethod("AsTask")!.Invoke(returned, null)!;
            await task;
            return task.GetType().GetProperty("Result")!.GetValue(task);
        }

        var items = type.GetInterfaces().Single(part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)).GetGenericArguments()[0];
        return await (Task<object?>)typeof(EmittedCalls).GetMethod(nameof(ListAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(items).Invoke(null, [returned])!;
    }

    private static async Task<object?> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }
}
