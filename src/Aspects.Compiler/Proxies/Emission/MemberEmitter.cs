namespace Aspects.Compiler;

/// <summary>Writes the members of a proxy: explicit implementations that call the inner instance.</summary>
internal static class MemberEmitter
{
    private const string InitMessage =
        "A proxy cannot forward an init accessor, because the inner instance exists. Set the property on that instance.";

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
        var typeArguments = TypeParameters.Pass(method.TypeParameters);
        var code = new CallCode(
            new ListedCode($"{Declare(method, method.Return)}{TypeParameters.Declare(method.TypeParameters)}(", Declare(method.Parameters), ")"),
            TypeParameters.Constrain(method.TypeParameters),
            Target(method, proxy.Names),
            method.Return,
            method.Parameters,
            (target, name, arguments) => new ListedCode($"{target}.{name ?? method.Name}{typeArguments}(", arguments, ")"));
        WriteCall(writer, code, method.Aspects, proxy);
    }

    private static void WriteProperty(SourceWriter writer, PropertyModel property, ProxyModel proxy)
    {
        var name = Declare(property, property.Return);
        var declaration = property.IsIndexer ? new ListedCode(name + "[", Declare(property.Parameters), "]") : name;
        if (property is { Set: null, Get: { Aspects.Count: 0, Attributes.Count: 0 } })
        {
            var call = Access(property, Target(property, proxy.Names), [.. property.Parameters.Select(static parameter => parameter.Argument)]);
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
        var code = new CallCode(
            keyword,
            [],
            Target(property, proxy.Names),
            returns,
            property.Parameters,
            (target, _, arguments) => Access(property, target, arguments).Surround("", assignment));
        WriteCall(writer, code, accessor.Aspects, proxy);
    }

    // The library has only one aspect, so that a call has at most one.
    private static void WriteCall(SourceWriter writer, CallCode code, EquatableArray<CallAspectModel> aspects, ProxyModel proxy)
    {
        if (aspects.Count > 0) aspects[0].Write(writer, code, proxy);
        else writer.WriteExpressionBody(code.Declaration, code.Constraints, code.CallInner(code.Arguments).Surround(RefOf(code.Returns), ""));
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

    private static ListedCode Access(PropertyModel property, string target, IReadOnlyList<string> arguments) =>
        property.IsIndexer ? new ListedCode($"{target}[", arguments, "]") : $"{target}.{property.Name}";

    private static string Modifiers(MemberModel member) => member.IsUnsafe ? "unsafe " : "";

    // The cast selects the declaring interface, because another interface may have a member with this name.
    private static string Target(MemberModel member, LocalNames names) =>
        member.IsInherited ? $"(({member.Container}){names.Inner})" : names.Inner;

    private static string RefOf(ReturnModel returns) =>
        returns.Kind is ReturnKind.Reference or ReturnKind.ReadOnlyReference ? "ref " : "";
}
