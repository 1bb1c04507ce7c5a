#nullable enable
#pragma warning disable CS1591
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

public class B0 { }
public struct S0 { public int X; }
public enum E0 : byte { A = 1, B = 2 }
public readonly ref struct Packet { }
public delegate void Custom(int x);
public interface IBase { void Same(); int P { get; } event EventHandler Ev; }
public interface IBase2 { void Same(); string P { get; } }
public interface IHide : IBase, IBase2 { new void Same(); new long P { get; } }

[Aspects.CircuitBreaker("all", BreakSeconds = 0.25)]
public unsafe interface IAll : IHide, IEnumerable<int>
{
    T? G1<T>(T? x);
    T? G2<T>(T? x) where T : class;
    T? G3<T>(T? x) where T : struct;
    T G4<T>(T x) where T : unmanaged;
    T G5<T>(T x) where T : notnull;
    T? G5b<T>(T? x) where T : notnull;
    T? G6<T>(T? x) where T : class?;
    T? G7<T>(T? x) where T : B0;
    T? G8<T>(T? x) where T : IComparable<T>, new();
    T G9<T>(T x) where T : allows ref struct;
    void G10<T, U>(T x, U y) where T : U;
    U? G10b<T, U>(T x, U? y) where T : class, U;
    Task<T?> G11<T>(string k) where T : IDisposable;
    string this[int i] { get; set; }
    string this[string a, int b = 3] { get; }
    int GetSet { get; set; }
    string Init { get; init; }
    int SetOnly { set; }
    ref int RefProp { get; }
    ref readonly int RefRoProp { get; }
    event Action<int>? Ev2;
    void Mods(ref int a, out string b, in long c, ref readonly int d);
    void Scoped(scoped Span<int> s, scoped ref int r, scoped in Packet p, params ReadOnlySpan<int> tail);
    void OutSpan([UnscopedRef] out Span<int> s);
    void Params(params int[] xs);
    void ParamsEnum(params IEnumerable<string> xs);
    ref int RefRet(int[] a);
    ref readonly int RefRoRet();
    Span<char> SpanRet(Span<char> x);
    ReadOnlySpan<char> RosRet(ReadOnlySpan<char> x);
    void Ptr(int* p, void* v, delegate*<int, void> f);
    delegate* unmanaged[Cdecl]<int, int> FnRet();
    (int A, string? B) Tup((int X, int Y) t);
    dynamic Dyn(dynamic d, List<dynamic> l);
    nint Nint(nint a, nuint b);
    void Defaults(int i = 5, E0 e = E0.B, decimal m = 1.5m, float f = 0.25f, double inf = double.PositiveInfinity, char c = '\'', string? s = "a\"\\\n", S0 st = default, CancellationToken ct = default, int? n = 3, E0? ne = E0.A, object o = null!, Guid g = default);
    void Legacy([System.Runtime.InteropServices.Optional, DateTimeConstant(637134336000000000L)] DateTime dt);
    void Caller([CallerMemberName] string m = "", [CallerLineNumber] int l = 0);
    IAsyncEnumerable<int> Stream(CancellationToken ct = default);
    ValueTask VT(); ValueTask<int> VT1(); Task T0(); Task<int> T1();
    void @event(int @class, string @params);
    [Obsolete("x")] void Old();
    [Experimental("EXP1")] void Exp();
    [return: NotNullIfNotNull(nameof(x))] string? Nn(string? x);
    bool TryGet(string k, [NotNullWhen(true)] out string? v);
    [DoesNotReturn] void Boom();
    int Dim() => 42;
    int DimP => 1;
    sealed int SealedDim() => 7;
    static int StaticNonVirtual() => 3;
    int[,] Multi(int[][,] a, string?[]?[] b);
}
