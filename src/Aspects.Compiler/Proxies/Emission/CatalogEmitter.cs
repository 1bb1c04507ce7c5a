using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>Writes the catalog of the assembly, and the module initializer that registers all catalogs.</summary>
internal static class CatalogEmitter
{
    private const string File = "Aspects.AspectCatalog.g.cs";
    private const string Namespace = "Aspects.Generated";

    private const string NameBeginsWithUnderscore = "CS3008";

    private static readonly string[] WarningsOfEveryCatalog = ["CS0612", "CS0618", "CA2255"];

    public static CatalogEntryModel CreateEntry(ProxyModel proxy)
    {
        var qualifier = proxy.Namespace.Length == 0 ? "global::" : $"global::{proxy.Namespace}.";
        return new CatalogEntryModel(
            proxy.InterfaceDefinition,
            qualifier + proxy.ClassName + (proxy.IsGeneric ? $"<{new string(',', proxy.TypeParameters.Count - 1)}>" : ""),
            proxy.IsGeneric,
            proxy.IsNamedWithPointers,
            proxy.IsObsolete,
            proxy.Warnings,
            proxy.Aspects.SelectMany(aspect => aspect.Describe(qualifier + proxy.StaticsHolder)).ToEquatableArray());
    }

    public static void Emit(SourceProductionContext context, (EquatableArray<CatalogEntryModel> Entries, AssemblyModel Assembly) input)
    {
        var (entries, assembly) = input;
        if (entries.Count == 0 && assembly.ReferencedCatalogs.Count == 0) return;
        context.AddSource(File, SourceText.From(Write(entries, assembly), Encoding.UTF8));
    }

    private static string Write(EquatableArray<CatalogEntryModel> entries, AssemblyModel assembly)
    {
        var name = NameClass(assembly.AssemblyName);
        var warnings = WarningsOfEveryCatalog.Concat(entries.SelectMany(static entry => entry.Warnings));
        var writer = GeneratedFile.Begin(name[0] == '_' ? warnings.Append(NameBeginsWithUnderscore) : warnings, assembly.ExternAliases);
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
            /// <summary>Lists the proxies of {Literal.WriteDocumentation(assembly.AssemblyName)}.</summary>
            {GeneratedFile.CodeAttribute}
            [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
            public static class {name}
            """);
        writer.Open();
        writer.Write("/// <summary>Adds the proxies to <see cref=\"global::Aspects.AspectCatalog\"/>.</summary>");
        if (entries.Any(static entry => entry.IsObsolete)) writer.Write(GeneratedFile.ObsoleteAttribute);
        writer.Write($"public static {(entries.Any(static entry => entry.IsNamedWithPointers) ? "unsafe " : "")}void Register()");
        writer.Open();
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0) writer.BlankLine();
            WriteEntry(writer, entries[i]);
        }

        writer.Close();
        writer.Close();
    }

    private static void WriteEntry(SourceWriter writer, CatalogEntryModel entry)
    {
        var (method, arguments) = entry.IsGeneric
            ? ("DescribeGeneric", new ListedCode[] { $"typeof({entry.InterfaceDefinition})", $"typeof({entry.ProxyType})" })
            : ($"Describe<{entry.InterfaceDefinition}, {entry.ProxyType}>", ["static (inner, aspects) => new(inner, aspects)"]);
        arguments = [.. arguments, .. entry.Descriptors.Select(static descriptor => new ListedCode($"{descriptor.Create}(", descriptor.Arguments, ")"))];

        writer.Write("global::Aspects.AspectCatalog.Add(");
        writer.Indent();
        writer.Write($"global::Aspects.ProxyDescriptor.{method}(");
        writer.Indent();
        for (var i = 0; i < arguments.Length; i++)
        {
            writer.Write(arguments[i].Surround("", i < arguments.Length - 1 ? "," : "));"));
        }

        writer.Unindent();
        writer.Unindent();
    }

    private static void WriteInitializer(SourceWriter writer, string name, bool hasCatalog, AssemblyModel assembly)
    {
        writer.Write(
            $"""
            {GeneratedFile.CodeAttribute}
            internal static class {name}Initializer
            """);
        writer.Open();
        writer.Write(
            """
            [global::System.Runtime.CompilerServices.ModuleInitializer]
            internal static void Initialize()
            """);
        writer.Open();
        if (hasCatalog) writer.Write($"{name}.Register();");
        foreach (var catalog in assembly.ReferencedCatalogs) writer.Write($"{catalog}.Register();");
        writer.Close();
        writer.Close();
    }

    /// <summary>
    /// Makes the name of the class from the name of the assembly: different names for different assemblies.
    /// </summary>
    /// <remarks>
    /// Distinct names allow one project to reference several assemblies. One underscore stands for a dot, two stand for
    /// an underscore, and three precede the code of a character. A dot or underscore after another one is written as a
    /// code.
    /// </remarks>
    private static string NameClass(string assemblyName)
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
