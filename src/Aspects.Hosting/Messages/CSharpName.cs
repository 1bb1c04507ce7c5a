namespace Aspects.Hosting;

/// <summary>Formats the names of types for messages, as C# writes them.</summary>
internal static class CSharpName
{
    /// <summary>
    /// Returns the full name: <c>Shop.IStore&lt;Shop.Order&gt;</c>, or <c>Shop.IStore&lt;&gt;</c> for a type
    /// definition.
    /// </summary>
    public static string Format(Type type)
    {
        var name = type.ToString().Replace('+', '.');
        if (!type.IsGenericType) return name;

        name = name[..name.IndexOf('`', StringComparison.Ordinal)];
        var arguments = type.GetGenericArguments();
        return type.IsGenericTypeDefinition
            ? $"{name}<{new string(',', arguments.Length - 1)}>"
            : $"{name}<{string.Join(", ", arguments.Select(Format))}>";
    }
}
