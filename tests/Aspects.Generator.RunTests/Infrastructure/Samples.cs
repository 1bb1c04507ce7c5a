using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspects.Generator.RunTests;

/// <summary>Values of any type, of which no two are the same.</summary>
internal sealed class Samples
{
    private static readonly Type[] TypeArguments = [typeof(int), typeof(string), typeof(Shop.Generics.SpecialItem), typeof(Shop.Size)];

    private int _number;

    public object?[] ArgumentsOf(MethodInfo method) =>
        [.. method.GetParameters().Select(parameter => parameter.IsOut ? null : Of(parameter.ParameterType))];

    /// <summary>A method of an interface with every choice of type arguments that its constraints allow.</summary>
    public static IEnumerable<MethodInfo> Closed(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition) return [method];
        return Choices(method.GetGenericArguments().Length).Select(choice => TryClose(method, [.. choice])).OfType<MethodInfo>();
    }

    public object? Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type == typeof(void)) return null;
        var number = ++_number;
        if (type == typeof(string)) return FormattableString.Invariant($"text {number}");
        if (type == typeof(object)) return new object();
        if (type == typeof(Type)) return typeof(Samples);
        if (type == typeof(bool)) return true;
        if (type == typeof(Guid)) return new Guid(number, 0, 0, new byte[8]);
        if (type == typeof(nint)) return (nint)number;
        if (type == typeof(nuint)) return (nuint)number;
        if (type == typeof(CancellationToken)) return new CancellationTokenSource().Token;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(number % Enum.GetValues(type).Length);
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(number % 100, type, CultureInfo.InvariantCulture);
        if (type.IsArray) return ArrayOf(type);
        if (typeof(Delegate).IsAssignableFrom(type)) return DelegateOf(type);
        if (type.IsGenericType && OfGeneric(type) is { } sample) return sample;
        if (type == typeof(Task)) return Task.FromResult(new object());
        if (type == typeof(ValueTask)) return new ValueTask(Task.FromResult(new object()));
        if (type == typeof(Stream)) return new MemoryStream();
        if (type.IsInterface) return Recorder.Create(type, (method, _) => Of(method.ReturnType), out _);
        return Construct(type);
    }

    private Array ArrayOf(Type type)
    {
        var array = Array.CreateInstance(type.GetElementType()!, [.. Enumerable.Repeat(1, type.GetArrayRank())]);
        array.SetValue(Of(type.GetElementType()!), new int[type.GetArrayRank()]);
        return array;
    }

    private static Delegate DelegateOf(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return Expression.Lambda(
            type,
            Expression.Default(invoke.ReturnType),
            invoke.GetParameters().Select(static parameter => Expression.Parameter(parameter.ParameterType))).Compile();
    }

    private object? OfGeneric(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition == typeof(Nullable<>)) return Of(arguments[0]);
        if (definition == typeof(Task<>)) return TaskOf(arguments[0]);
        if (definition == typeof(ValueTask<>)) return Activator.CreateInstance(type, TaskOf(arguments[0]));
        if (definition == typeof(IReadOnlyDictionary<,>)) return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments));
        if (Streams.IsStream(type)) return Streams.Of(type, Of(arguments[0]));
        if (definition == typeof(IEnumerable<>)) return ArrayOf(arguments[0].MakeArrayType());
        return null;
    }

    private object TaskOf(Type result) =>
        typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result).Invoke(null, [Of(result)])!;

    private object Construct(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(static candidate => candidate.GetParameters().Length).FirstOrDefault(
            candidate => !typeof(ITuple).IsAssignableFrom(type) || candidate.GetParameters().Length > 0);
        return constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
    }

    private static IEnumerable<IEnumerable<Type>> Choices(int count) =>
        count == 0 ? [[]] : Choices(count - 1).SelectMany(static _ => TypeArguments, static (others, last) => others.Append(last));

    private static MethodInfo? TryClose(MethodInfo method, Type[] arguments)
    {
        try
        {
            return method.MakeGenericMethod(arguments);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
