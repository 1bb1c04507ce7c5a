using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects.Generator.RunTests;

/// <summary>Records the calls of its members, and returns values that identify each member.</summary>
internal sealed unsafe class LargeImplementation : IAll
{
    private readonly Dictionary<int, string> _texts = [];
    private EventHandler? _ev;
    private Action<int>? _ev2;
    private int _number;

    public List<string> Called { get; } = [];

    public int Number => _number;

    public string? Caller { get; private set; }

    // Members that hide each other have one name. The declaring type and the accessor make the name unique.
    public static string FormatName(Type type, string method) => $"{type.Name}.{method}";

    public void Raise()
    {
        _ev?.Invoke(this, EventArgs.Empty);
        _ev2?.Invoke(1);
    }

    T? IAll.G1<T>(T? x) where T : default => Record(x);
    T? IAll.G2<T>(T? x) where T : class => Record(x);
    T? IAll.G3<T>(T? x) => Record(x);
    T IAll.G4<T>(T x) => Record(x);
    T IAll.G5<T>(T x) => Record(x);
    T? IAll.G5b<T>(T? x) where T : default => Record(x);
    T? IAll.G6<T>(T? x) where T : class => Record(x);
    T? IAll.G7<T>(T? x) where T : class => Record(x);
    T? IAll.G8<T>(T? x) where T : default => Record(x);

    T IAll.G9<T>(T x)
    {
        Record();
        return x;
    }

    void IAll.G10<T, U>(T x, U y) => Record();
    U? IAll.G10b<T, U>(T x, U? y) where U : default => Record(y);
    Task<T?> IAll.G11<T>(string k) where T : default => Record(Task.FromResult<T?>(default));

    string IAll.this[int i]
    {
        get => Record(_texts[i], "get_Item");
        set => _texts[i] = Record(value, "set_Item");
    }

    string IAll.this[string a, int b] => Record(FormattableString.Invariant($"{a}{b}"), "get_Item");

    int IAll.GetSet
    {
        get => Record(_number, "get_GetSet");
        set => _number = Record(value, "set_GetSet");
    }

    string IAll.Init
    {
        get => Record("init", "get_Init");
        init => throw new NotSupportedException();
    }

    int IAll.SetOnly
    {
        set => _number = Record(value, "set_SetOnly");
    }

    ref int IAll.RefProp
    {
        get
        {
            Record("get_RefProp");
            return ref _number;
        }
    }

    ref readonly int IAll.RefRoProp
    {
        get
        {
            Record("get_RefRoProp");
            return ref _number;
        }
    }

    event Action<int>? IAll.Ev2
    {
        add => _ev2 += Record(value, "add_Ev2");
        remove => _ev2 -= Record(value, "remove_Ev2");
    }

    void IAll.Mods(ref int a, out string b, in long c, ref readonly int d)
    {
        a += (int)c + Record(d, "Mods");
        b = FormattableString.Invariant($"{a}");
    }

    void IAll.Scoped(scoped Span<int> s, scoped ref int r, scoped in Packet p, params ReadOnlySpan<int> tail)
    {
        Record("Scoped");
        foreach (var number in s) r += number;
        foreach (var number in tail) r += number;
    }

    void IAll.OutSpan([UnscopedRef] out Span<int> s) => s = Record(new int[3], "OutSpan");
    void IAll.Params(params int[] xs) => Assert.Equal([1, 2], Record(xs, "Params"));
    void IAll.ParamsEnum(params IEnumerable<string> xs) => Assert.Equal(["a", "b"], Record(xs, "ParamsEnum"));

    ref int IAll.RefRet(int[] a)
    {
        Record("RefRet");
        return ref a[0];
    }

    ref readonly int IAll.RefRoRet()
    {
        Record("RefRoRet");
        return ref _number;
    }

    Span<char> IAll.SpanRet(Span<char> x)
    {
        Record("SpanRet");
        return x;
    }

    ReadOnlySpan<char> IAll.RosRet(ReadOnlySpan<char> x)
    {
        Record("RosRet");
        return x[1..];
    }

    void IAll.Ptr(int* p, void* v, delegate*<int, void> f)
    {
        Record("Ptr");
        Assert.True(p == v);
        f((*p)++);
    }

    delegate* unmanaged[Cdecl]<int, int> IAll.FnRet()
    {
        Record("FnRet");
        return &Double;
    }

    (int A, string? B) IAll.Tup((int X, int Y) t) => Record((t.X + t.Y, (string?)FormattableString.Invariant($"{t.X + t.Y}")), "Tup");
    dynamic IAll.Dyn(dynamic d, List<dynamic> l) => Record((object)d, "Dyn");
    nint IAll.Nint(nint a, nuint b) => Record(a + (nint)b, "Nint");

    void IAll.Defaults(
        int i, E0 e, decimal m, float f, double inf, char c, string? s, S0 st, CancellationToken ct, int? n, E0? ne, object o, Guid g)
    {
        Record("Defaults");
        Assert.Equal((5, E0.B, 1.5m, 0.25f, double.PositiveInfinity, '\'', "a\"\\\n"), (i, e, m, f, inf, c, s));
        Assert.Equal((0, CancellationToken.None, 3, E0.A, null, Guid.Empty), (st.X, ct, n, ne, o, g));
    }

    void IAll.Legacy(DateTime dt) => Assert.Equal(2020, Record(dt, "Legacy").Year);

    void IAll.Caller(string m, int l)
    {
        Caller = Record(m, "Caller");
        Assert.True(l > 0);
    }

    async IAsyncEnumerable<int> IAll.Stream([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield return Record(1, "Stream");
    }

    ValueTask IAll.VT() => Record(default(ValueTask), "VT");
    ValueTask<int> IAll.VT1() => Record(new ValueTask<int>(1), "VT1");
    Task IAll.T0() => Record(Task.CompletedTask, "T0");
    Task<int> IAll.T1() => Record(Task.FromResult(2), "T1");
    void IAll.@event(int @class, string @params) => Record("event");
    [Obsolete("x")] void IAll.Old() => Record("Old");
    [Experimental("EXP1")] void IAll.Exp() => Record("Exp");
    [return: NotNullIfNotNull(nameof(x))] string? IAll.Nn(string? x) => Record(x, "Nn");
    bool IAll.TryGet(string k, [NotNullWhen(true)] out string? v) => (v = Record(k, "TryGet")) is not null;

    [DoesNotReturn]
    void IAll.Boom()
    {
        Record("Boom");
        throw new OperationCanceledException();
    }

    int IAll.Dim() => Record(43, "Dim");
    int IAll.DimP => Record(1, "get_DimP");
    int[,] IAll.Multi(int[][,] a, string?[]?[] b) => Record(new[,] { { a.Length + 1 } }, "Multi");

    void IHide.Same() => Record(typeof(IHide), "Same");
    long IHide.P => Record(long.MaxValue, "get_P", typeof(IHide));
    void IBase.Same() => Record(typeof(IBase), "Same");
    int IBase.P => Record(1, "get_P", typeof(IBase));

    event EventHandler IBase.Ev
    {
        add => _ev += Record(value, "add_Ev", typeof(IBase));
        remove => _ev -= Record(value, "remove_Ev", typeof(IBase));
    }

    void IBase2.Same() => Record(typeof(IBase2), "Same");
    string IBase2.P => Record("base2", "get_P", typeof(IBase2));
    IEnumerator<int> IEnumerable<int>.GetEnumerator() => Record(((IEnumerable<int>)[1, 2]).GetEnumerator(), "GetEnumerator", typeof(IEnumerable<int>));
    IEnumerator IEnumerable.GetEnumerator() => Record(Array.Empty<int>().GetEnumerator(), "GetEnumerator", typeof(IEnumerable));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Double(int number) => number * 2;

    private void Record([CallerMemberName] string member = "") => Record(typeof(IAll), member);

    private void Record(Type type, string member) => Called.Add(FormatName(type, member[(member.LastIndexOf('.') + 1)..]));

    private T Record<T>(T result, [CallerMemberName] string member = "", Type? type = null)
    {
        Record(type ?? typeof(IAll), member);
        return result;
    }
}
