using Aspects.Generator.Models;

namespace Aspects.Generator.Emission;

/// <summary>
/// Writes the body of a call that goes through a breaker: ask for a permit, call, settle the permit. The call stands
/// inline, so that everything that can be passed and returned can be guarded.
/// </summary>
internal static class GuardEmitter
{
    public static void Write(SourceWriter writer, GuardModel guard, ReturnModel returns, string call, LocalNames names)
    {
        var (permit, result, error) = (names.Permit, names.Result, names.Error);
        var token = guard.Token ?? "";
        var andToken = guard.Token is null ? "" : $", {guard.Token}";
        var rejection = returns.Kind switch
        {
            ReturnKind.Task => $"return {permit}.RejectedTask({token});",
            ReturnKind.TaskOfResult => $"return {permit}.RejectedTask<{returns.Result}>({token});",
            ReturnKind.ValueTask => $"return {permit}.RejectedValueTask({token});",
            ReturnKind.ValueTaskOfResult => $"return {permit}.RejectedValueTask<{returns.Result}>({token});",
            _ => $"throw {permit}.Rejection({token});",
        };
        var body = returns.Kind switch
        {
            ReturnKind.Void =>
                $"""
                {call};
                {permit}.Succeeded();
                """,
            ReturnKind.Value =>
                $"""
                var {result} = {call};
                {permit}.Succeeded();
                return {result};
                """,
            ReturnKind.Reference =>
                $"""
                ref var {result} = ref {call};
                {permit}.Succeeded();
                return ref {result};
                """,
            ReturnKind.ReadOnlyReference =>
                $"""
                ref readonly var {result} = ref {call};
                {permit}.Succeeded();
                return ref {result};
                """,
            _ => $"return {permit}.Guard({call}{andToken});",
        };

        writer.Write($"if (!{guard.Field}.TryEnter(out var {permit})) {rejection}");
        writer.Write("try");
        writer.Open();
        writer.Write(body);
        writer.Close();
        writer.Write(
            $$"""
            catch (global::System.Exception {{error}}) when ({{permit}}.Failed({{error}}{{andToken}}))
            {
                throw;
            }
            """);
    }
}
