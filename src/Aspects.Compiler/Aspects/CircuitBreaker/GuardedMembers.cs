namespace Aspects.Compiler;

/// <summary>
/// Writes the guarded members of each breaker, and the unguarded members, into the documentation of a proxy.
/// </summary>
internal static class GuardedMembers
{
    public static void Write(SourceWriter writer, BreakersModel breakers, ProxyModel proxy)
    {
        var calls = proxy.Members.SelectMany(ListCalls).ToList();
        var ambiguous = FindAmbiguous(calls);
        foreach (var breaker in breakers.Breakers)
        {
            var keyed = breaker.Keys is null ? "" : ", one circuit breaker per key";
            WriteParagraph(writer, $"Guarded by \"{breaker.Name}\"{keyed}: ", Describe(breaker.Field));
        }

        WriteParagraph(writer, "Not guarded: ", Describe(field: null));

        List<string> Describe(string? field) =>
        [
            .. calls.FindAll(call => call.Field == field)
                .Select(call => ambiguous.Contains(call.Name) ? call.Signature : call.Name)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    // If overloads are guarded differently, the list shows their parameters.
    private static HashSet<string> FindAmbiguous(IEnumerable<Call> calls) => new(
        calls.GroupBy(static call => call.Name, StringComparer.Ordinal)
            .Where(static overloads => overloads.Select(static call => call.Field).Distinct().Skip(1).Any())
            .Select(static overloads => overloads.Key),
        StringComparer.Ordinal);

    private static void WriteParagraph(SourceWriter writer, string title, List<string> members)
    {
        if (members.Count == 0) return;
        Documentation.Write(writer, "para", Literal.WriteDocumentation($"{title}{string.Join(", ", members)}."));
    }

    private static IEnumerable<Call> ListCalls(MemberModel member)
    {
        var name = member is PropertyModel { IsIndexer: true } ? member.Signature : member.Name.TrimStart('@');
        switch (member)
        {
            case PropertyModel { Get: { } get, Set: { } set } when FindField(get.Aspects) != FindField(set.Aspects):
                var keyword = set.IsInit ? "init" : "set";
                yield return new Call($"{name} (get)", $"{member.Signature} (get)", FindField(get.Aspects));
                yield return new Call($"{name} ({keyword})", $"{member.Signature} ({keyword})", FindField(set.Aspects));
                break;
            case PropertyModel property:
                yield return new Call(name, member.Signature, FindField((property.Get ?? property.Set)?.Aspects));
                break;
            default:
                yield return new Call(name, member.Signature, FindField((member as MethodModel)?.Aspects));
                break;
        }
    }

    private static string? FindField(EquatableArray<CallAspectModel>? aspects) =>
        aspects?.OfType<GuardModel>().FirstOrDefault()?.Field;

    /// <summary>A member or accessor, and the field of its breaker; <see langword="null"/> if it has none.</summary>
    private sealed record Call(string Name, string Signature, string? Field);
}
