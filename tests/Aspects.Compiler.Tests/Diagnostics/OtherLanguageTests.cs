using System.Reflection;
using System.Reflection.Emit;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>Interfaces of other languages: parameters without names, and names that C# does not allow.</summary>
public sealed class OtherLanguageTests
{
    private const MethodAttributes Declared =
        MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    [Fact]
    public Task Parameters_without_names_or_with_the_names_of_others_get_names() => Analysis.Expect(
        Compilations.Of(
            """
            [assembly: CircuitBreakerFor<IForeign>("f")]
            public interface IOwn : IForeign { [CircuitBreaker("o")] void Own(int argument2); }
            """)
            .AddReferences(Library(static type =>
            {
                type.DefineMethod("Add", Declared, typeof(int), [typeof(int), typeof(int), typeof(string)]);
                Named(type.DefineMethod("Same", Declared, typeof(int), [typeof(int), typeof(int), typeof(int)]), "a", "a", "argument2");
                Named(type.DefineMethod("Odd", Declared, typeof(void), [typeof(int), typeof(int)]), "b c", "class");
            })));

    [Fact]
    public Task Members_that_only_another_language_can_name_are_refused() => Analysis.Expect(
        Compilations.Of("[assembly: CircuitBreakerFor<IForeign>(\"f\")]").AddReferences(Library(static type =>
        {
            type.DefineMethod("get it", Declared, typeof(int), []);
            var property = type.DefineProperty("Entry", PropertyAttributes.None, typeof(string), [typeof(int)]);
            property.SetGetMethod(type.DefineMethod("get_Entry", Declared | MethodAttributes.SpecialName, typeof(string), [typeof(int)]));
        })),
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor<IForeign>(\"f\")»: The interface IForeign cannot have a proxy, because IForeign.Entry[int] is a property with parameters, which C# cannot implement. Move it to another interface.",
        "A.cs(1,12) error ASPECT0003 at «CircuitBreakerFor<IForeign>(\"f\")»: The interface IForeign cannot have a proxy, because IForeign.get it() has a name that C# does not allow. Rename it, or move it to another interface.");

    private static void Named(MethodBuilder method, params string[] names)
    {
        for (var i = 0; i < names.Length; i++) method.DefineParameter(i + 1, ParameterAttributes.None, names[i]);
    }

    private static PortableExecutableReference Library(Action<TypeBuilder> define)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Other"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Other").DefineType("IForeign", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        define(type);
        type.CreateType();
        using var image = new MemoryStream();
        assembly.Save(image);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
