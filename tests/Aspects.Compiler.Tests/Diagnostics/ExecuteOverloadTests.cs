using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>Which overload of <c>Execute</c> and <c>ExecuteAsync</c> a call compiles to.</summary>
public sealed class ExecuteOverloadTests
{
    [Theory]
    [InlineData("breaker.Execute(async () => await Task.Yield())")]
    [InlineData("breaker.Execute(async () => { await Task.Yield(); throw new Exception(); })")]
    [InlineData("breaker.Execute(async () => { await Task.Yield(); return 1; })")]
    [InlineData("breaker.Execute(() => Work())")]
    [InlineData("breaker.Execute(Work)")]
    [InlineData("breaker.Execute(WorkWithResult)")]
    [InlineData("breaker.Execute(ValueWork)")]
    [InlineData("breaker.Execute(ValueWorkWithResult)")]
    [InlineData("breaker.Execute(new Caller().Instance)")]
    [InlineData("breaker.Execute(Generic<int>)")]
    [InlineData("breaker.Execute(Result, CancellationToken.None)")]
    [InlineData("breaker.Execute(Value, CancellationToken.None)")]
    [InlineData("breaker.Execute(ValueResult, CancellationToken.None)")]
    [InlineData("breaker.Execute(WithState, 1, CancellationToken.None)")]
    [InlineData("breaker.Execute(ValueWithState, 1, CancellationToken.None)")]
    [InlineData("Func<Task> call = Work; breaker.Execute(call)")]
    [InlineData("Func<ValueTask<int>> call = ValueWorkWithResult; breaker.Execute(call)")]
    [InlineData("breaker.Execute(() => Result(default))")]
    [InlineData("breaker.Execute<Task>(() => Work())")]
    [InlineData("breaker.Execute<Task<int>>(() => Result(default))")]
    [InlineData("breaker.Execute<int>(async () => { await Task.Yield(); return 1; })")]
    [InlineData("breaker.Execute(() => Value(default))")]
    [InlineData("breaker.Execute(() => ValueResult(default))")]
    [InlineData("breaker.Execute(async state => await Task.Yield(), 1)")]
    [InlineData("breaker.Execute(static state => Result(default), 1)")]
    [InlineData("breaker.Execute(static state => Value(default), 1)")]
    [InlineData("breaker.Execute(static state => ValueResult(default), 1)")]
    [InlineData("breaker.Execute(async token => await Task.Delay(1, token), CancellationToken.None)")]
    [InlineData("breaker.Execute(token => Result(token), CancellationToken.None)")]
    [InlineData("breaker.Execute(token => ValueResult(token), CancellationToken.None)")]
    [InlineData("breaker.Execute(static (state, token) => Result(token), 1, CancellationToken.None)")]
    [InlineData("breaker.Execute(static async (state, token) => await Result(token), 1, CancellationToken.None)")]
    [InlineData("breaker.Execute(static (state, token) => Value(token), 1, CancellationToken.None)")]
    [InlineData("breaker.Execute(static (state, token) => ValueResult(token), 1, CancellationToken.None)")]
    public void A_task_handed_to_Execute_is_an_error_that_names_ExecuteAsync(string call)
    {
        foreach (var version in new[] { LanguageVersion.CSharp13, LanguageVersion.CSharp14 })
        {
            var error = Assert.Single(GetErrors($"{call};", version));

            Assert.Equal("CS0619", error.Id);
            Assert.Contains("Call ExecuteAsync", error.GetMessage(null), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_task_of_a_generic_method_for_tasks_is_an_error() =>
        Assert.Equal("CS0619", Assert.Single(GetErrors("static T Call<T>(CircuitBreaker breaker, Func<T> call) where T : Task => breaker.Execute(call);")).Id);

    [Theory]
    [InlineData("breaker.Execute(() => throw new Exception())")]
    [InlineData("breaker.Execute(() => { throw new Exception(); })")]
    [InlineData("breaker.Execute(static state => throw new Exception(), 1)")]
    [InlineData("breaker.Execute(static (state, token) => throw new Exception(), 1, CancellationToken.None)")]
    [InlineData("int result = breaker.Execute<int>(() => throw new Exception())")]
    [InlineData("int result = breaker.Execute<int>(() => { throw new Exception(); })")]
    [InlineData("string result = breaker.Execute<string>(() => throw new Exception())")]
    [InlineData("string? result = breaker.Execute<string?>(() => null)")]
    [InlineData("int result = breaker.Execute<int>(() => default)")]
    [InlineData("int result = breaker.Execute<int>(() => 1)")]
    [InlineData("int[] result = breaker.Execute<int[]>(() => [1])")]
    [InlineData("int result = breaker.Execute<int>(() => Environment.TickCount < 0 ? 1 : throw new Exception())")]
    [InlineData("int result = breaker.Execute(Number)")]
    [InlineData("int result = breaker.Execute<int>(Number)")]
    [InlineData("breaker.Execute(Nothing)")]
    [InlineData("int result = breaker.Execute<string, int>(static state => throw new Exception(), \"\")")]
    [InlineData("int result = breaker.Execute<string, int>(static state => state.Length, \"\")")]
    [InlineData("int result = breaker.Execute<int>(token => throw new Exception(), CancellationToken.None)")]
    [InlineData("int result = breaker.Execute<int>(token => 1, CancellationToken.None)")]
    [InlineData("int result = breaker.Execute<string, int>((state, token) => throw new Exception(), \"\", CancellationToken.None)")]
    [InlineData("int result = breaker.Execute<string, int>((state, token) => state.Length, \"\", CancellationToken.None)")]
    [InlineData("breaker.Execute(() => { })")]
    [InlineData("breaker.Execute(() => Work().Wait())")]
    [InlineData("int result = breaker.Execute(() => 1)")]
    [InlineData("string? result = breaker.Execute(() => (string?)null)")]
    [InlineData("int result = breaker.Execute(static state => state, 1)")]
    [InlineData("breaker.Execute(token => token.ThrowIfCancellationRequested(), CancellationToken.None)")]
    [InlineData("int result = breaker.Execute(token => 1, CancellationToken.None)")]
    [InlineData("int result = breaker.Execute((state, token) => state, 1, CancellationToken.None)")]
    [InlineData("breaker.Execute((state, token) => { }, 1, CancellationToken.None)")]
    [InlineData("ValueTask task = breaker.ExecuteAsync(async token => await Task.Yield())")]
    [InlineData("ValueTask<int> task = breaker.ExecuteAsync(async token => { await Task.Yield(); return 1; })")]
    [InlineData("ValueTask task = breaker.ExecuteAsync(_ => throw new Exception())")]
    [InlineData("ValueTask task = breaker.ExecuteAsync(_ => default)")]
    [InlineData("Task task = breaker.ExecuteAsync(_ => Work())")]
    [InlineData("Task<int> task = breaker.ExecuteAsync(token => Result(token))")]
    [InlineData("Task<int> task = breaker.ExecuteAsync(Result)")]
    [InlineData("Task<int> task = breaker.ExecuteAsync(static (_, token) => Result(token), 1)")]
    [InlineData("ValueTask<int> task = breaker.ExecuteAsync(static (_, token) => ValueResult(token), 1)")]
    [InlineData("ValueTask<int> task = breaker.ExecuteAsync(static async (_, token) => await Result(token), 1)")]
    [InlineData("ValueTask task = breaker.ExecuteAsync(Value)")]
    public void A_call_that_the_breaker_can_guard_compiles(string call)
    {
        Assert.Empty(GetErrors($"{call};", LanguageVersion.CSharp13));
        Assert.Empty(GetErrors($"{call};", LanguageVersion.CSharp14));
    }

    private static IEnumerable<Diagnostic> GetErrors(string statement, LanguageVersion version = LanguageVersion.CSharp14) => Compilations.Of([("A.cs", $$"""
        class Caller
        {
            static int Number() => 1;
            static void Nothing() { }
            static Task Work() => Task.CompletedTask;
            static Task<int> WorkWithResult() => Task.FromResult(1);
            static ValueTask ValueWork() => default;
            static ValueTask<int> ValueWorkWithResult() => default;
            static Task<T> Generic<T>() => Task.FromResult(default(T)!);
            static Task<int> WithState(int state, CancellationToken token) => Task.FromResult(state);
            static ValueTask ValueWithState(int state, CancellationToken token) => default;
            Task Instance() => Task.CompletedTask;
            static Task<int> Result(CancellationToken token) => Task.FromResult(1);
            static ValueTask Value(CancellationToken token) => default;
            static ValueTask<int> ValueResult(CancellationToken token) => default;

            void Make(CircuitBreaker breaker)
            {
                {{statement}}
            }
        }
        """)], version).GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
