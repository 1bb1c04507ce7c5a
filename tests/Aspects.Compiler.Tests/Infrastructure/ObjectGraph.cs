using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>Follows every field of an object, and of what those hold.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location), typeof(Compilation),
        typeof(SemanticModel), typeof(AttributeData),
    ];

    /// <summary>The type of the first thing found that belongs to a compilation, or <see langword="null"/>.</summary>
    public static Type? FindRoslyn(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var toVisit = new Stack<object?>([root]);
        while (toVisit.TryPop(out var found))
        {
            if (found is null or string || !seen.Add(found)) continue;

            var type = found.GetType();
            if (Array.Exists(Forbidden, forbidden => forbidden.IsAssignableFrom(type))) return type;
            if (type.IsPrimitive || type.IsEnum || typeof(MemberInfo).IsAssignableFrom(type)) continue;
            if (found is Array array)
            {
                foreach (var item in array) toVisit.Push(item);
                continue;
            }

            for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                foreach (var field in declaring.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    toVisit.Push(field.GetValue(found));
                }
            }
        }

        return null;
    }
}
