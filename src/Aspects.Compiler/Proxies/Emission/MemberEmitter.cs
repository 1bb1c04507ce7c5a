namespace Aspects.Compiler;

/// <summary>Writes the members of a proxy: explicit implementations that call the inner instance.</summary>
internal static class MemberEmitter
{
    private const string InitMessage =
        "An init accessor cannot be forwarded: the instance behind the proxy is made already. Set it there.";

    public static void Write(SourceWriter writer, MemberModel member, ProxyModel proxy)
    {
        foreach (var attribute in member.Attributes) writer.Write(attribute);
        switch (member)
        {
            case MethodModel method:
                WriteMethod(writer, method, proxy);
                break;
            case PropertyModel property:
                WriteProperty(writer, property, proxy);
                break;
            case EventModel declared:
                WriteEvent(writer, declared, proxy.Names);
                break;
        }
    }

    private static void WriteMethod(SourceWriter writer, MethodModel method, ProxyModel proxy)
    {
        var names = proxy.Names;
        var typeArguments = TypeParameters.Pass(method.TypeParameters);
        var declaration = new ListedCode(
            $"{Declare(method, method.Return)}{TypeParameters.Declare(method.TypeParameters)}(", Declare(method.Parameters), ")");
        var constraints = TypeParameters.Constrain(method.TypeParameters);
        var call = new ListedCode($"{Target(method, names)}.{method.Name}{typeArguments}(", Pass(method, names), ")");
        if (method.Guard is not { } guard)
        {
            writer.WriteExpressionBody(declaration, constraints, call.Surround(RefOf(method.Return), ""));
            return;
        }

        var fallback = guard.Fallback is { } model ? new FallbackCall(model, names, CallFallback) : null;
        var guarded = new GuardedCall(guard, method.Return, call, fallback, method.Parameters);
        GuardEmitter.Write(writer, declaration, constraints, guarded, proxy);

        ListedCode CallFallback(string target, string? name, string? error)
        {
            var arguments = Pass(method.Parameters);
            return new ListedCode($"{target}.{name ?? method.Name}{typeArguments}(", error is null ? arguments : [.. arguments, error], ")");
        }
    }

    private static void WriteProperty(SourceWriter writer, PropertyModel property, ProxyModel proxy)
    {
        var name = Declare(property, property.Return);
        var declaration = property.IsIndexer ? new ListedCode(name + "[", Declare(property.Parameters), "]") : name;
        if (property is { Set: null, Get: { Guard: null, Attributes.Count: 0 } })
        {
            var call = Access(property, Target(property, proxy.Names));
            writer.WriteExpressionBody(declaration, [], call.Surround(RefOf(property.Return), ""));
            return;
        }

        writer.Write(declaration);
        writer.Open();
        if (property.Get is { } get) WriteAccessor(writer, "get", get, property, property.Return, assignment: "", proxy);
        if (property.Set is { IsInit: true } init)
        {
            foreach (var attribute in init.Attributes) writer.Write(attribute);
            writer.WriteExpressionBody(
                "init", [], new ListedCode("throw new global::System.NotSupportedException(", [Literal.Write(InitMessage)], ")"));
        }
        else if (property.Set is { } set)
        {
            WriteAccessor(writer, "set", set, property, new ReturnModel(ReturnKind.Void, "void", Result: null), " = value", proxy);
        }

        writer.Close();
    }

    private static void WriteAccessor(
        SourceWriter writer,
        string keyword,
        AccessorModel accessor,
        PropertyModel property,
        ReturnModel returns,
        string assignment,
        ProxyModel proxy)
    {
        foreach (var attribute in accessor.Attributes) writer.Write(attribute);
        var call = Call(Target(property, proxy.Names));
        if (accessor.Guard is not { } guard)
        {
            writer.WriteExpressionBody(keyword, [], call.Surround(RefOf(returns), ""));
            return;
        }

        var fallback = guard.Fallback is { } model ? new FallbackCall(model, proxy.Names, (target, _, _) => Call(target)) : null;
        GuardEmitter.Write(writer, keyword, [], new GuardedCall(guard, returns, call, fallback, property.Parameters), proxy);

        ListedCode Call(string target) => Access(property, target).Surround("", assignment);
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

    private static string Declare(MemberModel member, ReturnModel returns) =>
        $"{Modifiers(member)}{returns.Type} {member.Container}.{member.Name}";

    private static string[] Declare(EquatableArray<ParameterModel> parameters) =>
        [.. parameters.Select(static parameter => parameter.Declaration)];

    private static string[] Pass(EquatableArray<ParameterModel> parameters) =>
        [.. parameters.Select(static parameter => parameter.Argument)];

    // A guarded method that returns a task passes a token that the timeout of the breaker cancels too.
    private static string[] Pass(MethodModel method, LocalNames names) =>
        method.Guard is { Token: { } token } && method.Return.IsTask
            ? [.. method.Parameters.Select(parameter => parameter.Holds(token) ? $"{names.Permit}.Token({parameter.Value})" : parameter.Argument)]
            : Pass(method.Parameters);

    private static ListedCode Access(PropertyModel property, string target) =>
        property.IsIndexer ? new ListedCode($"{target}[", Pass(property.Parameters), "]") : $"{target}.{property.Name}";

    private static string Modifiers(MemberModel member) => member.IsUnsafe ? "unsafe " : "";

    // The cast selects the declaring interface: another interface may have a member with this name.
    private static string Target(MemberModel member, LocalNames names) =>
        member.IsInherited ? $"(({member.Container}){names.Inner})" : names.Inner;

    private static string RefOf(ReturnModel returns) =>
        returns.Kind is ReturnKind.Reference or ReturnKind.ReadOnlyReference ? "ref " : "";
}
