namespace Aspects.Hosting;

/// <summary>Names of types in messages, as one writes them in C#.</summary>
internal static class CSharpName
{
    /// <summary>The name with its namespace: <c>Shop.IStore&lt;Shop.Order&gt;</c>, or <c>Shop.IStore&lt;&gt;</c> for a definition.</summary>
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
