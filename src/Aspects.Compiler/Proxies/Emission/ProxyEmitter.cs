using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>Writes the file of one interface: the proxy, and the extension that creates the proxy.</summary>
internal static class ProxyEmitter
{
    private static readonly string[] WarningsOfObsoleteMembers = ["CS0612", "CS0618"];

    public static void Emit(SourceProductionContext context, (ProxyModel Proxy, FileNames FileNames) input)
    {
        var file = input.FileNames.GetFile(input.Proxy.FileName);
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
        Documentation.Write(writer, "summary", $"Calls an <see cref=\"{proxy.InterfaceReference}\"/> through {Describe(proxy)}.");
        writer.Write("/// <remarks>");
        foreach (var aspect in proxy.Aspects) aspect.WriteRemarks(writer, proxy);
        writer.Write("/// </remarks>");
        WriteAttributes(writer, proxy);
        WriteClass(writer, proxy);
        writer.Open();
        if (!proxy.IsGeneric) WriteStaticFields(writer, proxy);
        writer.Write($"private readonly {proxy.InterfaceType} {proxy.Names.Inner};");
        foreach (var aspect in proxy.Aspects) aspect.WriteFields(writer, proxy);
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
        foreach (var aspect in proxy.Aspects) aspect.WriteConstruction(writer, proxy);
        writer.Close();
    }

    private static void WriteExtensions(SourceWriter writer, ProxyModel proxy)
    {
        Documentation.Write(writer, "summary", $"Extends <see cref=\"{proxy.InterfaceReference}\"/> with its proxy.");

        // Without a modifier the class is internal. Another part of this partial class may make the class public.
        writer.Write($"{(proxy.IsPublic ? "public " : "")}static partial class {proxy.ExtensionsName}");
        writer.Open();
        if (proxy.IsGeneric) WriteStaticFields(writer, proxy);
        Documentation.Write(writer, "summary", $"Wraps an instance in a proxy that calls it through {Describe(proxy)}.");
        writer.Write(
            """
            /// <param name="inner">The instance that the proxy calls.</param>
            /// <param name="aspects">The registry of the circuit breakers.</param>
            """);
        foreach (var parameter in GetParameters(proxy)) Documentation.Write(writer, $"param name=\"{parameter.Name}\"", parameter.Documentation);
        writer.Write("/// <returns>The proxy.</returns>");
        WriteAttributes(writer, proxy);
        List<string> parameters = DeclareParameters(proxy);
        parameters[0] = "this " + parameters[0];
        var modifiers = (proxy.IsPublic ? "public" : "internal") + (proxy.IsNamedWithPointers ? " static unsafe" : " static");
        var typeParameters = TypeParameters.Declare(proxy.TypeParameters);
        writer.WriteDeclaration(
            new ListedCode($"{modifiers} {proxy.InterfaceType} WithAspects{typeParameters}(", parameters, ")"),
            TypeParameters.Constrain(proxy.TypeParameters),
            " =>");
        var arguments = string.Join(", ", ["inner", "aspects", .. GetParameters(proxy).Select(static parameter => parameter.Name)]);
        writer.Write($"    new {proxy.ClassName}{TypeParameters.Pass(proxy.TypeParameters)}({arguments});");
        writer.Close();
    }

    private static void WriteStaticFields(SourceWriter writer, ProxyModel proxy)
    {
        foreach (var aspect in proxy.Aspects) aspect.WriteStaticFields(writer);
    }

    private static void WriteAttributes(SourceWriter writer, ProxyModel proxy)
    {
        writer.Write(GeneratedFile.CodeAttribute);
        if (proxy.IsObsolete) writer.Write(GeneratedFile.ObsoleteAttribute);
    }

    private static List<string> DeclareParameters(ProxyModel proxy) =>
    [
        $"{proxy.InterfaceType} inner",
        "global::Aspects.AspectRegistry aspects",
        .. GetParameters(proxy).Select(static parameter => $"{parameter.Type} {parameter.Name} = null"),
    ];

    private static IEnumerable<OptionalParameterModel> GetParameters(ProxyModel proxy) =>
        proxy.Aspects.Select(aspect => aspect.GetParameter(proxy)).OfType<OptionalParameterModel>();

    private static string Describe(ProxyModel proxy) => string.Join(" and ", proxy.Aspects.Select(static aspect => aspect.Description));
}
