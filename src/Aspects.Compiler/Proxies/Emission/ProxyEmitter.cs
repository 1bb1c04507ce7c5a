using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>Writes the file of one interface: the proxy, and the extension that wraps an instance in it.</summary>
internal static class ProxyEmitter
{
    private static readonly string[] WarningsOfObsoleteMembers = ["CS0612", "CS0618"];

    public static void Emit(SourceProductionContext context, (ProxyModel Proxy, FileNames FileNames) input)
    {
        var file = input.FileNames.FileOf(input.Proxy.FileName);
        context.AddSource(file, SourceText.From(Write(input.Proxy), Encoding.UTF8));
    }

    private static string Write(ProxyModel proxy)
    {
        var writer = GeneratedFile.Begin(
            WarningsOfObsoleteMembers.Concat(proxy.Warnings).Concat(proxy.FlowWarnings), proxy.ExternAliases);
        if (proxy.Namespace.Length > 0)
        {
            writer.Write($"namespace {proxy.Namespace};");
            writer.BlankLine();
        }

        WriteProxy(writer, proxy);
        writer.BlankLine();
        WriteExtensions(writer, proxy);
        return writer.ToString();
    }

    private static void WriteProxy(SourceWriter writer, ProxyModel proxy)
    {
        Documentation.Write(writer, "summary", $"Calls an <see cref=\"{proxy.InterfaceReference}\"/> through {DescribeBreakers(proxy)}.");
        GuardedMembers.Write(writer, proxy);
        WriteAttributes(writer, proxy);
        WriteClass(writer, proxy);
        writer.Open();
        if (!proxy.IsGeneric) WriteOptions(writer, proxy);
        writer.Write($"private readonly {proxy.InterfaceType} {proxy.Names.Inner};");
        foreach (var fallback in proxy.Fallbacks)
        {
            writer.Write($"private readonly {(fallback.IsWhole ? proxy.InterfaceType : fallback.Type)} {fallback.Field};");
        }

        foreach (var breaker in proxy.Breakers)
        {
            var type = breaker.Keys is { } keys ? $"CircuitBreakerPartition<{keys.Type}>" : "CircuitBreaker";
            writer.Write($"private readonly global::Aspects.{type} {breaker.Field};");
        }

        writer.BlankLine();
        WriteConstructor(writer, proxy);
        foreach (var member in proxy.Members)
        {
            writer.BlankLine();
            MemberEmitter.Write(writer, member, proxy);
        }

        writer.Close();
    }

    private static void WriteClass(SourceWriter writer, ProxyModel proxy)
    {
        var modifiers = proxy.IsUnsafe ? "internal sealed unsafe" : "internal sealed";
        var declaration = $"{modifiers} class {proxy.ClassName}{TypeParameters.Declare(proxy.TypeParameters)}";
        var inherits = $": {proxy.InterfaceType}";
        var constraints = TypeParameters.Constrain(proxy.TypeParameters);
        if (writer.Fits($"{declaration} {inherits}")) writer.WriteDeclaration($"{declaration} {inherits}", constraints);
        else writer.WriteDeclaration(declaration, [inherits, .. constraints]);
    }

    private static void WriteConstructor(SourceWriter writer, ProxyModel proxy)
    {
        writer.Write(new ListedCode($"public {proxy.ClassName}(", DeclareParameters(proxy), ")"));
        writer.Open();
        writer.Write(
            $"""
            global::System.ArgumentNullException.ThrowIfNull(inner);
            global::System.ArgumentNullException.ThrowIfNull(aspects);
            {proxy.Names.Inner} = inner;
            """);
        foreach (var fallback in proxy.Fallbacks)
        {
            writer.Write($"{fallback.Field} = {(proxy.TakesFallback ? "fallback ?? " : "")}new {fallback.Type}();");
        }

        foreach (var breaker in proxy.Breakers)
        {
            var method = breaker.Keys is { } keys ? $"GetOrAddPartition<{keys.Type}>" : "GetOrAdd";
            List<string> arguments = [Literal.Write(breaker.Name)];
            if (breaker.Options is { } options) arguments.Add(proxy.IsGeneric ? $"{proxy.OptionsHolder}.{options}" : options);
            if (breaker.Keys?.Capacity is { } capacity) arguments.Add($"capacity: {Literal.Write(capacity)}");
            arguments.Add($"source: {Literal.Write(proxy.DisplayName)}");
            writer.Write(new ListedCode($"{breaker.Field} = aspects.CircuitBreakers.{method}(", arguments, ");"));
        }

        writer.Close();
    }

    private static void WriteExtensions(SourceWriter writer, ProxyModel proxy)
    {
        Documentation.Write(writer, "summary", $"Extends <see cref=\"{proxy.InterfaceReference}\"/> with its proxy.");
        writer.Write($"internal static partial class {proxy.ExtensionsName}");
        writer.Open();
        if (proxy.IsGeneric) WriteOptions(writer, proxy);
        Documentation.Write(writer, "summary", $"Wraps an instance in a proxy that calls it through {DescribeBreakers(proxy)}.");
        writer.Write(
            """
            /// <param name="inner">The instance that the proxy calls.</param>
            /// <param name="aspects">The registry of the circuit breakers.</param>
            """);
        if (proxy.TakesFallback)
        {
            var type = Literal.WriteDocumentation(proxy.Fallbacks[0].Type.Replace("global::", ""));
            Documentation.Write(writer, "param name=\"fallback\"", $"The instance that answers rejected calls. Default: a new <c>{type}</c>.");
        }

        writer.Write("/// <returns>The proxy.</returns>");
        WriteAttributes(writer, proxy);
        List<string> parameters = DeclareParameters(proxy);
        parameters[0] = "this " + parameters[0];
        var modifiers = proxy.IsNamedWithPointers ? "internal static unsafe" : "internal static";
        var typeParameters = TypeParameters.Declare(proxy.TypeParameters);
        writer.WriteDeclaration(
            new ListedCode($"{modifiers} {proxy.InterfaceType} WithAspects{typeParameters}(", parameters, ")"),
            TypeParameters.Constrain(proxy.TypeParameters),
            " =>");
        var arguments = proxy.TakesFallback ? "inner, aspects, fallback" : "inner, aspects";
        writer.Write($"    new {proxy.ClassName}{TypeParameters.Pass(proxy.TypeParameters)}({arguments});");
        writer.Close();
    }

    private static void WriteOptions(SourceWriter writer, ProxyModel proxy)
    {
        foreach (var breaker in proxy.Breakers.Where(static breaker => breaker.Options is not null))
        {
            OptionsEmitter.Write(writer, breaker);
            writer.BlankLine();
        }
    }

    private static void WriteAttributes(SourceWriter writer, ProxyModel proxy)
    {
        writer.Write(GeneratedFile.CodeAttribute);
        if (proxy.IsObsolete) writer.Write(GeneratedFile.ObsoleteAttribute);
    }

    private static List<string> DeclareParameters(ProxyModel proxy)
    {
        List<string> parameters = [$"{proxy.InterfaceType} inner", "global::Aspects.AspectRegistry aspects"];
        if (proxy.TakesFallback) parameters.Add($"{proxy.InterfaceType}? fallback = null");
        return parameters;
    }

    private static string DescribeBreakers(ProxyModel proxy) => proxy.Breakers.Count == 1
        ? $"circuit breaker \"{Literal.WriteDocumentation(proxy.Breakers[0].Name)}\""
        : $"{Literal.Write(proxy.Breakers.Count)} circuit breakers";
}
