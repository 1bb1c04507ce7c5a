using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>
/// An inner instance that implements any interface, records its calls and returns what the test provides.
/// </summary>
public class RecordingStub : DispatchProxy
{
    internal sealed record Call(MethodInfo Method, object?[] Arguments);

    private readonly List<Call> _calls = [];

    private Func<Call, object?> _respond = static _ => null;

    internal static object Create(Type interfaceType, Func<MethodInfo, object?[], object?> respond, out IReadOnlyList<Call> calls)
    {
        var instance = DispatchProxy.Create(interfaceType, typeof(RecordingStub));
        var recorder = (RecordingStub)instance;
        recorder._respond = call => respond(call.Method, call.Arguments);
        calls = recorder._calls;
        return instance;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // The callback of the test can write the out and ref arguments.
        var arguments = args ?? [];
        _calls.Add(new Call(targetMethod!, [.. arguments]));
        foreach (var parameter in targetMethod!.GetParameters())
        {
            // An out argument of a value type must not be null.
            if (parameter is { IsOut: true, ParameterType: var type } && type.GetElementType() is { IsValueType: true } value)
            {
                arguments[parameter.Position] = Activator.CreateInstance(value);
            }
        }

        return _respond(new Call(targetMethod, arguments));
    }
}
