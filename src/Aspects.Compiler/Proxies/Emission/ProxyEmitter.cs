using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>Writes the file of one interface: its proxy, and the extension that puts the proxy around an instance.</summary>
internal static class ProxyEmitter
{
    // Members that are obsolete or experimental are forwarded like any other.
    private static readonly string[] SuppressedWarnings = ["CS0612", "CS0618"];

    public static void Emit(SourceProductionContext context, (ProxyModel Proxy, FileNames FileNames) input)
    {
        var file = input.FileNames.FileOf(input.Proxy.FileName);
        context.AddSource(file, SourceText.From(Write(input.Proxy), Encoding.UTF8));
    }

    private static string Write(ProxyModel proxy)
    {
        var writer = GeneratedFile.Begin(SuppressedWarnings.Concat(proxy.Warnings).Concat(proxy.FlowWarnings), proxy.ExternAliases);
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
        writer.Write(
            $"""
            /// <summary>{Summary(proxy)}</summary>
            {Attributes(proxy)}
            internal sealed {(proxy.IsUnsafe ? "unsafe " : "")}class {proxy.ClassName}{TypeParameters.Declaration(proxy.TypeParameters)} : {proxy.InterfaceType}{TypeParameters.Constraints(proxy.TypeParameters)}
            """);
        writer.Open();
        if (!proxy.IsGeneric) WriteOptions(writer, proxy);
        writer.Write($"private readonly {proxy.InterfaceType} {proxy.Names.Inner};");
        foreach (var fallback in proxy.Fallbacks)
        {
            writer.Write($"private readonly {(fallback.IsWhole ? proxy.InterfaceType : fallback.Type)} {fallback.Field};");
        }

        foreach (var breaker in proxy.Breakers)
        {
            writer.Write($"private readonly {BreakerType(breaker)} {breaker.Field};");
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

    private static void WriteConstructor(SourceWriter writer, ProxyModel proxy)
    {
        writer.Write(
            $"public {proxy.ClassName}({proxy.InterfaceType} inner, global::Aspects.AspectRegistry aspects{FallbackParameter(proxy)})");
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
            var source = Literal.Of(proxy.DisplayName);
            var getOrAdd = breaker.Keys is { } keys ? $"GetOrAddPartition<{keys.Type}>" : "GetOrAdd";
            var options = breaker.Options is null ? "" : proxy.IsGeneric ? $"{proxy.OptionsHolder}.{breaker.Options}, " : $"{breaker.Options}, ";
            var capacity = breaker.Keys?.Capacity is { } number ? $"capacity: {Literal.Of(number)}, " : "";
            writer.Write($"{breaker.Field} = aspects.CircuitBreakers.{getOrAdd}({Literal.Of(breaker.Name)}, {options}{capacity}source: {source});");
        }

        writer.Close();
    }

    private static void WriteExtensions(SourceWriter writer, ProxyModel proxy)
    {
        var parameters = TypeParameters.Declaration(proxy.TypeParameters);
        var arguments = TypeParameters.Arguments(proxy.TypeParameters);
        writer.Write(
            $$"""
            /// <summary>Puts circuit breakers around a <see cref="{{proxy.InterfaceReference}}"/>.</summary>
            internal static partial class {{proxy.ExtensionsName}}
            """);
        writer.Open();
        if (proxy.IsGeneric) WriteOptions(writer, proxy);
        writer.Write(
            $"""
            /// <summary>{Summary(proxy)}</summary>
            /// <param name="inner">The instance that does the work.</param>
            /// <param name="aspects">The registry in which the proxy finds its aspects.</param>
            """);
        if (proxy.TakesFallback)
        {
            writer.Write("/// <param name=\"fallback\">The instance that answers when a call is turned away; a new one of the type in the attribute if not given.</param>");
        }

        writer.Write(
            $$"""
            /// <returns>The instance, protected.</returns>
            {{Attributes(proxy)}}
            internal static {{(proxy.IsNamedWithPointers ? "unsafe " : "")}}{{proxy.InterfaceType}} WithAspects{{parameters}}(this {{proxy.InterfaceType}} inner, global::Aspects.AspectRegistry aspects{{FallbackParameter(proxy)}}){{TypeParameters.Constraints(proxy.TypeParameters)}} =>
                new {{proxy.ClassName}}{{arguments}}(inner, aspects{{(proxy.TakesFallback ? ", fallback" : "")}});
            """);
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

    private static string FallbackParameter(ProxyModel proxy) => proxy.TakesFallback ? $", {proxy.InterfaceType}? fallback = null" : "";

    private static string BreakerType(BreakerModel breaker) =>
        breaker.Keys is { } keys ? $"global::Aspects.CircuitBreakerPartition<{keys.Type}>" : "global::Aspects.CircuitBreaker";

    private static string Attributes(ProxyModel proxy) =>
        proxy.IsObsolete ? $"{GeneratedFile.CodeAttribute}\n{GeneratedFile.ObsoleteAttribute}" : GeneratedFile.CodeAttribute;

    private static string Summary(ProxyModel proxy)
    {
        var names = string.Join(", ", proxy.Breakers.Select(static breaker => $"\"{Literal.InDocumentation(breaker.Name)}\""));
        var breakers = proxy.Breakers.Count switch
        {
            0 => "and guards none of its members",
            1 => $"through circuit breaker {names}",
            _ => $"through circuit breakers {names}",
        };
        return $"Calls an <see cref=\"{proxy.InterfaceReference}\"/> {breakers}.";
    }
}
