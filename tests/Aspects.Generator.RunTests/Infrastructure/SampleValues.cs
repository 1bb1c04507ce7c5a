using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspects.Generator.RunTests;

/// <summary>Creates different values of any type.</summary>
internal sealed class SampleValues
{
    private static readonly Type[] TypeArguments = [typeof(int), typeof(string), typeof(Shop.Generics.SpecialItem), typeof(Shop.Size)];

    private int _number;

    public object?[] CreateArguments(MethodInfo method) =>
        [.. method.GetParameters().Select(parameter => parameter.IsOut ? null : Create(parameter.ParameterType))];

    /// <summary>Returns a method with every combination of sample type arguments that its constraints allow.</summary>
    public static IEnumerable<MethodInfo> CloseGenericMethod(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition) return [method];
        return CombineTypeArguments(method.GetGenericArguments().Length).Select(choice => TryClose(method, [.. choice])).OfType<MethodInfo>();
    }

    public object? Create(Type type)
    {
        if (type.IsByRef) return Create(type.GetElementType()!);
        if (type == typeof(void)) return null;
        var number = ++_number;
        if (type == typeof(string)) return FormattableString.Invariant($"text {number}");
        if (type == typeof(object)) return new object();
        if (type == typeof(Type)) return typeof(SampleValues);
        if (type == typeof(bool)) return true;
        if (type == typeof(Guid)) return new Guid(number, 0, 0, new byte[8]);
        if (type == typeof(nint)) return (nint)number;
        if (type == typeof(nuint)) return (nuint)number;
        if (type == typeof(CancellationToken)) return new CancellationTokenSource().Token;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(number % Enum.GetValues(type).Length);
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(number % 100, type, CultureInfo.InvariantCulture);
        if (type.IsArray) return CreateArray(type);
        if (typeof(Delegate).IsAssignableFrom(type)) return CreateDelegate(type);
        if (type.IsGenericType && CreateGeneric(type) is { } sample) return sample;
        if (type == typeof(Task)) return Task.FromResult(new object());
        if (type == typeof(ValueTask)) return new ValueTask(Task.FromResult(new object()));
        if (type == typeof(Stream)) return new MemoryStream();
        if (type.IsInterface) return RecordingStub.Create(type, (method, _) => Create(method.ReturnType), out _);
        return Construct(type);
    }

    private Array CreateArray(Type type)
    {
        var array = Array.CreateInstance(type.GetElementType()!, [.. Enumerable.Repeat(1, type.GetArrayRank())]);
        array.SetValue(Create(type.GetElementType()!), new int[type.GetArrayRank()]);
        return array;
    }

    private static Delegate CreateDelegate(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return Expression.Lambda(
            type,
            Expression.Default(invoke.ReturnType),
            invoke.GetParameters().Select(static parameter => Expression.Parameter(parameter.ParameterType))).Compile();
    }

    private object? CreateGeneric(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition == typeof(Nullable<>)) return Create(arguments[0]);
        if (definition == typeof(Task<>)) return CreateTask(arguments[0]);
        if (definition == typeof(ValueTask<>)) return Activator.CreateInstance(type, CreateTask(arguments[0]));
        if (definition == typeof(IReadOnlyDictionary<,>)) return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments));
        if (ReflectedStream.IsStream(type)) return ReflectedStream.Create(type, Create(arguments[0]));
        if (definition == typeof(IEnumerable<>)) return CreateArray(arguments[0].MakeArrayType());
        return null;
    }

    private object CreateTask(Type result) =>
        typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result).Invoke(null, [Create(result)])!;

    private object Construct(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(static candidate => candidate.GetParameters().Length).FirstOrDefault(
            candidate => !typeof(ITuple).IsAssignableFrom(type) || candidate.GetParameters().Length > 0);
        return constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Create(parameter.ParameterType))]);
    }

    private static IEnumerable<IEnumerable<Type>> CombineTypeArguments(int count) =>
        count == 0 ? [[]] : CombineTypeArguments(count - 1).SelectMany(static _ => TypeArguments, static (others, last) => others.Append(last));

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
