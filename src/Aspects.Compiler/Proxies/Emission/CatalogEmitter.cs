using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>
/// Writes the catalog of the assembly: a list of its proxies for those who reference it, and an initializer that adds
/// them, and those of the assemblies it references, when it is loaded.
/// </summary>
internal static class CatalogEmitter
{
    private const string File = "Aspects.AspectCatalog.g.cs";
    private const string Namespace = "Aspects.Generated";

    // CA2255 keeps libraries from doing in an initializer what surprises their users; this one only fills a table.
    private static readonly string[] SuppressedWarnings = ["CS0612", "CS0618", "CA2255"];

    // In an assembly that promises to follow the common language; one whose own name begins with a digit has no other.
    private const string NameBeginsWithUnderscore = "CS3008";

    public static CatalogEntryModel EntryOf(ProxyModel proxy)
    {
        var qualifier = proxy.Namespace.Length == 0 ? "global::" : $"global::{proxy.Namespace}.";
        return new CatalogEntryModel(
            proxy.InterfaceDefinition,
            qualifier + proxy.ClassName + (proxy.IsGeneric ? $"<{new string(',', proxy.TypeParameters.Count - 1)}>" : ""),
            proxy.IsGeneric,
            proxy.IsNamedWithPointers,
            proxy.IsObsolete,
            proxy.Warnings,
            proxy.Breakers
                .Select(breaker => new BreakerDescriptorModel(
                    breaker.Name, breaker.Keys, breaker.Options is null ? null : $"{qualifier}{proxy.OptionsHolder}.{breaker.Options}", breaker.Members))
                .ToEquatableArray());
    }

    public static void Emit(SourceProductionContext context, (EquatableArray<CatalogEntryModel> Entries, AssemblyModel Assembly) input)
    {
        var (entries, assembly) = input;
        if (entries.Count == 0 && assembly.ReferencedCatalogs.Count == 0) return;
        context.AddSource(File, SourceText.From(Write(entries, assembly), Encoding.UTF8));
    }

    private static string Write(EquatableArray<CatalogEntryModel> entries, AssemblyModel assembly)
    {
        var name = ClassName(assembly.AssemblyName);
        var warnings = entries.SelectMany(static entry => entry.Warnings).Concat(name[0] == '_' ? [NameBeginsWithUnderscore] : []);
        var writer = GeneratedFile.Begin(
            SuppressedWarnings.Concat(warnings.Distinct().OrderBy(static id => id, StringComparer.Ordinal)), assembly.ExternAliases);
        if (entries.Count > 0)
        {
            writer.Write($"[assembly: global::Aspects.AspectCatalog(typeof(global::{Namespace}.{name}))]");
            writer.BlankLine();
        }

        writer.Write($"namespace {Namespace};");
        writer.BlankLine();
        if (entries.Count > 0)
        {
            WriteCatalog(writer, name, entries, assembly);
            writer.BlankLine();
        }

        WriteInitializer(writer, name, entries.Count > 0, assembly);
        return writer.ToString();
    }

    private static void WriteCatalog(
        SourceWriter writer, string name, EquatableArray<CatalogEntryModel> entries, AssemblyModel assembly)
    {
        writer.Write(
            $"""
            /// <summary>Lists the circuit breaker proxies of {Literal.InDocumentation(assembly.AssemblyName)}.</summary>
            {GeneratedFile.CodeAttribute}
            [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
            public static class {name}
            """);
        writer.Open();
        writer.Write("/// <summary>Adds the proxies to <see cref=\"global::Aspects.AspectCatalog\"/>.</summary>");
        if (entries.Any(static entry => entry.IsObsolete)) writer.Write(GeneratedFile.ObsoleteAttribute);
        writer.Write($"public static {(entries.Any(static entry => entry.IsNamedWithPointers) ? "unsafe " : "")}void Register()");
        writer.Open();
        foreach (var entry in entries)
        {
            writer.Write(entry.IsGeneric ? WriteGeneric(entry) : WriteClosed(entry));
        }

        writer.Close();
        writer.Close();
    }

    private static string WriteClosed(CatalogEntryModel entry) =>
        $"""
        global::Aspects.AspectCatalog.Add(global::Aspects.ProxyDescriptor.Describe<{entry.InterfaceDefinition}, {entry.ProxyType}>(
            static (inner, aspects) => new(inner, aspects){Breakers(entry)}));
        """;

    private static string WriteGeneric(CatalogEntryModel entry) =>
        $"""
        global::Aspects.AspectCatalog.Add(global::Aspects.ProxyDescriptor.DescribeGeneric(
            typeof({entry.InterfaceDefinition}),
            typeof({entry.ProxyType}){Breakers(entry)}));
        """;

    private static string Breakers(CatalogEntryModel entry) => string.Concat(entry.Breakers.Select(static breaker => $",\n    {Breaker(breaker)}"));

    private static string Breaker(BreakerDescriptorModel breaker)
    {
        var create = breaker.Keys is { } keys
            ? $"global::Aspects.BreakerDescriptor.DescribeKeyed<{keys.Type}>"
            : "new global::Aspects.BreakerDescriptor";
        var capacity = breaker.Keys is null ? "" : breaker.Keys.Capacity is { } number ? $", {Literal.Of(number)}" : ", capacity: null";
        var members = string.Concat(breaker.Members.Select(static member => ", " + Literal.Of(member)));
        return $"{create}({Literal.Of(breaker.Name)}, {breaker.Options ?? "options: null"}{capacity}{members})";
    }

    private static void WriteInitializer(SourceWriter writer, string name, bool hasCatalog, AssemblyModel assembly)
    {
        writer.Write(
            $"""
            {GeneratedFile.CodeAttribute}
            internal static class {name}Initializer
            """);
        writer.Open();
        writer.Write("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Write("internal static void Initialize()");
        writer.Open();
        if (hasCatalog) writer.Write($"{name}.Register();");
        foreach (var catalog in assembly.ReferencedCatalogs)
        {
            writer.Write($"{catalog}.Register();");
        }

        writer.Close();
        writer.Close();
    }

    /// <summary>
    /// The name of the class: different for every two assemblies, so that one can reference both. One underscore is a dot, two
    /// are an underscore, three begin a code; a dot or underscore next to another is a code too, so that runs stay apart.
    /// </summary>
    private static string ClassName(string assemblyName)
    {
        var name = new StringBuilder();
        var isSeparated = true;
        foreach (var character in assemblyName)
        {
            var separator = isSeparated ? null : character switch { '.' => "_", '_' => "__", _ => null };
            isSeparated = separator is not null;
            if (char.IsLetterOrDigit(character)) name.Append(character);
            else if (separator is not null) name.Append(separator);
            else name.Append("___").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        }

        if (name.Length == 0 || char.IsDigit(name[0])) name.Insert(0, '_');
        return name.Append("AspectCatalog").ToString();
    }
}
