using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>
/// Stands for the instance behind a proxy: implements any interface, keeps the calls it gets, and does with each what the
/// test says.
/// </summary>
public class Recorder : DispatchProxy
{
    internal sealed record Call(MethodInfo Method, object?[] Arguments);

    private readonly List<Call> _calls = [];

    private Func<Call, object?> _answer = static _ => null;

    internal static object Create(Type interfaceType, Func<MethodInfo, object?[], object?> answer, out IReadOnlyList<Call> calls)
    {
        var instance = DispatchProxy.Create(interfaceType, typeof(Recorder));
        var recorder = (Recorder)instance;
        recorder._answer = call => answer(call.Method, call.Arguments);
        calls = recorder._calls;
        return instance;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // The answer may write to the arguments: those are out and ref parameters.
        var arguments = args ?? [];
        _calls.Add(new Call(targetMethod!, [.. arguments]));
        foreach (var parameter in targetMethod!.GetParameters())
        {
            // Nothing but a value can be copied to where a value belongs.
            if (parameter is { IsOut: true, ParameterType: var type } && type.GetElementType() is { IsValueType: true } value)
            {
                arguments[parameter.Position] = Activator.CreateInstance(value);
            }
        }

        return _answer(new Call(targetMethod, arguments));
    }
}
