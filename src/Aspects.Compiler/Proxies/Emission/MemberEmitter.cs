
namespace Aspects.Compiler;

/// <summary>Writes members: each implemented explicitly, so that no two can clash, and forwarded to the inner instance.</summary>
internal static class MemberEmitter
{
    private const string InitMessage =
        "An init accessor cannot be forwarded: the instance behind the proxy is made already. Set it there.";

    public static void Write(SourceWriter writer, MemberModel member, ProxyModel proxy)
    {
        var names = proxy.Names;
        WriteAttributes(writer, member.Attributes);
        switch (member)
        {
            case MethodModel method:
                WriteMethod(writer, method, proxy);
                break;
            case PropertyModel property:
                WriteProperty(writer, property, proxy);
                break;
            case EventModel declared:
                WriteEvent(writer, declared, names);
                break;
        }
    }

    private static void WriteMethod(SourceWriter writer, MethodModel method, ProxyModel proxy)
    {
        var names = proxy.Names;
        var parameters = TypeParameters.Declaration(method.TypeParameters);
        var declaration =
            $"{Modifiers(method)}{method.Return.Type} {method.Container}.{method.Name}{parameters}({Declarations(method.Parameters)}){TypeParameters.Constraints(method.TypeParameters)}";
        var call = $"{Target(method, names)}.{method.Name}{TypeParameters.Arguments(method.TypeParameters)}({Arguments(method, names)})";
        if (method.Guard is null)
        {
            writer.Write($"{declaration} => {ByReference(method.Return.Kind)}{call};");
            return;
        }

        writer.Write(declaration);
        writer.Open();
        var fallback = method.Guard.Fallback is { } model ? new FallbackCall(model, names, WriteFallback) : null;
        GuardEmitter.Write(writer, new GuardedCall(method.Guard, method.Return, call, fallback, method.Parameters), proxy);
        writer.Close();

        string WriteFallback(string target, string? name, string? error) =>
            $"{target}.{name ?? method.Name}{TypeParameters.Arguments(method.TypeParameters)}({Listed(Arguments(method.Parameters), error)})";
    }

    private static void WriteProperty(SourceWriter writer, PropertyModel property, ProxyModel proxy)
    {
        var names = proxy.Names;
        var isIndexer = property.Parameters.Count > 0;
        var parameters = isIndexer ? $"[{Declarations(property.Parameters)}]" : "";
        var access = isIndexer ? $"[{Arguments(property.Parameters)}]" : $".{property.Name}";
        var target = Target(property, names) + access;
        var declaration = $"{Modifiers(property)}{property.Return.Type} {property.Container}.{property.Name}{parameters}";
        if (property is { Set: null, Get: { Guard: null, Attributes.Count: 0 } })
        {
            writer.Write($"{declaration} => {ByReference(property.Return.Kind)}{target};");
            return;
        }

        writer.Write(declaration);
        writer.Open();
        if (property.Get is { } get) WriteAccessor(writer, "get", get, property, property.Return, access, assignment: "", proxy);
        if (property.Set is { IsInit: true } init)
        {
            WriteAttributes(writer, init.Attributes);
            writer.Write($"init => throw new global::System.NotSupportedException({Literal.Of(InitMessage)});");
        }
        else if (property.Set is { } set)
        {
            WriteAccessor(writer, "set", set, property, new ReturnModel(ReturnKind.Void, "void", Result: null), access, assignment: " = value", proxy);
        }

        writer.Close();
    }

    private static void WriteAccessor(
        SourceWriter writer,
        string keyword,
        AccessorModel accessor,
        PropertyModel property,
        ReturnModel returns,
        string access,
        string assignment,
        ProxyModel proxy)
    {
        var call = Target(property, proxy.Names) + access + assignment;
        WriteAttributes(writer, accessor.Attributes);
        if (accessor.Guard is null)
        {
            writer.Write($"{keyword} => {ByReference(returns.Kind)}{call};");
            return;
        }

        writer.Write(keyword);
        writer.Open();
        var fallback = accessor.Guard.Fallback is { } model
            ? new FallbackCall(model, proxy.Names, (target, _, _) => target + access + assignment)
            : null;
        GuardEmitter.Write(writer, new GuardedCall(accessor.Guard, returns, call, fallback, property.Parameters), proxy);
        writer.Close();
    }

    private static void WriteEvent(SourceWriter writer, EventModel declared, LocalNames names)
    {
        var target = $"{Target(declared, names)}.{declared.Name}";
        writer.Write(
            $$"""
            {{Modifiers(declared)}}event {{declared.Type}} {{declared.Container}}.{{declared.Name}}
            {
                add => {{target}} += value;
                remove => {{target}} -= value;
            }
            """);
    }

    private static void WriteAttributes(SourceWriter writer, EquatableArray<string> attributes)
    {
        foreach (var attribute in attributes)
        {
            writer.Write(attribute);
        }
    }

    private static string Modifiers(MemberModel member) => member.IsUnsafe ? "unsafe " : "";

    // Through the interface that declares it: a member of another may have the same name.
    private static string Target(MemberModel member, LocalNames names) =>
        member.IsInherited ? $"(({member.Container}){names.Inner})" : names.Inner;

    private static string ByReference(ReturnKind kind) =>
        kind is ReturnKind.Reference or ReturnKind.ReadOnlyReference ? "ref " : "";

    private static string Declarations(EquatableArray<ParameterModel> parameters) =>
        string.Join(", ", parameters.Select(static parameter => parameter.Declaration));

    // A task that takes a token is made with one that knows of the breaker's timeout as well.
    private static string Arguments(MethodModel method, LocalNames names) =>
        method.Guard is { Token: { } token } && GuardEmitter.IsTask(method.Return.Kind)
            ? string.Join(", ", method.Parameters.Select(
                parameter => parameter.Value is { } value && (token == value || token.StartsWith(value + ".", StringComparison.Ordinal))
                    ? $"{names.Permit}.Token({value})"
                    : parameter.Argument))
            : Arguments(method.Parameters);

    private static string Listed(string arguments, string? error) =>
        error is null ? arguments : arguments.Length == 0 ? error : $"{arguments}, {error}";

    private static string Arguments(EquatableArray<ParameterModel> parameters) =>
        string.Join(", ", parameters.Select(static parameter => parameter.Argument));
}
