using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects.Generator.RunTests;

/// <summary>Notes which of its members are called, and answers in a way that nothing else would.</summary>
internal sealed unsafe class Everything : IAll
{
    private readonly Dictionary<int, string> _texts = [];
    private EventHandler? _ev;
    private Action<int>? _ev2;
    private int _number;

    public List<string> Called { get; } = [];

    public int Number => _number;

    public string? Caller { get; private set; }

    // Members that hide one another have one name; accessors and the type tell them apart.
    public static string NameOf(Type type, string method) => $"{type.Name}.{method}";

    public void Raise()
    {
        _ev?.Invoke(this, EventArgs.Empty);
        _ev2?.Invoke(1);
    }

    T? IAll.G1<T>(T? x) where T : default => Note(x);
    T? IAll.G2<T>(T? x) where T : class => Note(x);
    T? IAll.G3<T>(T? x) => Note(x);
    T IAll.G4<T>(T x) => Note(x);
    T IAll.G5<T>(T x) => Note(x);
    T? IAll.G5b<T>(T? x) where T : default => Note(x);
    T? IAll.G6<T>(T? x) where T : class => Note(x);
    T? IAll.G7<T>(T? x) where T : class => Note(x);
    T? IAll.G8<T>(T? x) where T : default => Note(x);

    T IAll.G9<T>(T x)
    {
        Note();
        return x;
    }

    void IAll.G10<T, U>(T x, U y) => Note();
    U? IAll.G10b<T, U>(T x, U? y) where U : default => Note(y);
    Task<T?> IAll.G11<T>(string k) where T : default => Note(Task.FromResult<T?>(default));

    string IAll.this[int i]
    {
        get => Note(_texts[i], "get_Item");
        set => _texts[i] = Note(value, "set_Item");
    }

    string IAll.this[string a, int b] => Note(FormattableString.Invariant($"{a}{b}"), "get_Item");

    int IAll.GetSet
    {
        get => Note(_number, "get_GetSet");
        set => _number = Note(value, "set_GetSet");
    }

    string IAll.Init
    {
        get => Note("init", "get_Init");
        init => throw new NotSupportedException();
    }

    int IAll.SetOnly
    {
        set => _number = Note(value, "set_SetOnly");
    }

    ref int IAll.RefProp
    {
        get
        {
            Note("get_RefProp");
            return ref _number;
        }
    }

    ref readonly int IAll.RefRoProp
    {
        get
        {
            Note("get_RefRoProp");
            return ref _number;
        }
    }

    event Action<int>? IAll.Ev2
    {
        add => _ev2 += Note(value, "add_Ev2");
        remove => _ev2 -= Note(value, "remove_Ev2");
    }

    void IAll.Mods(ref int a, out string b, in long c, ref readonly int d)
    {
        a += (int)c + Note(d, "Mods");
        b = FormattableString.Invariant($"{a}");
    }

    void IAll.Scoped(scoped Span<int> s, scoped ref int r, scoped in Packet p, params ReadOnlySpan<int> tail)
    {
        Note("Scoped");
        foreach (var number in s) r += number;
        foreach (var number in tail) r += number;
    }

    void IAll.OutSpan([UnscopedRef] out Span<int> s) => s = Note(new int[3], "OutSpan");
    void IAll.Params(params int[] xs) => Assert.Equal([1, 2], Note(xs, "Params"));
    void IAll.ParamsEnum(params IEnumerable<string> xs) => Assert.Equal(["a", "b"], Note(xs, "ParamsEnum"));

    ref int IAll.RefRet(int[] a)
    {
        Note("RefRet");
        return ref a[0];
    }

    ref readonly int IAll.RefRoRet()
    {
        Note("RefRoRet");
        return ref _number;
    }

    Span<char> IAll.SpanRet(Span<char> x)
    {
        Note("SpanRet");
        return x;
    }

    ReadOnlySpan<char> IAll.RosRet(ReadOnlySpan<char> x)
    {
        Note("RosRet");
        return x[1..];
    }

    void IAll.Ptr(int* p, void* v, delegate*<int, void> f)
    {
        Note("Ptr");
        Assert.True(p == v);
        f((*p)++);
    }

    delegate* unmanaged[Cdecl]<int, int> IAll.FnRet()
    {
        Note("FnRet");
        return &Double;
    }

    (int A, string? B) IAll.Tup((int X, int Y) t) => Note((t.X + t.Y, (string?)FormattableString.Invariant($"{t.X + t.Y}")), "Tup");
    dynamic IAll.Dyn(dynamic d, List<dynamic> l) => Note((object)d, "Dyn");
    nint IAll.Nint(nint a, nuint b) => Note(a + (nint)b, "Nint");

    void IAll.Defaults(
        int i, E0 e, decimal m, float f, double inf, char c, string? s, S0 st, CancellationToken ct, int? n, E0? ne, object o, Guid g)
    {
        Note("Defaults");
        Assert.Equal((5, E0.B, 1.5m, 0.25f, double.PositiveInfinity, '\'', "a\"\\\n"), (i, e, m, f, inf, c, s));
        Assert.Equal((0, CancellationToken.None, 3, E0.A, null, Guid.Empty), (st.X, ct, n, ne, o, g));
    }

    void IAll.Legacy(DateTime dt) => Assert.Equal(2020, Note(dt, "Legacy").Year);

    void IAll.Caller(string m, int l)
    {
        Caller = Note(m, "Caller");
        Assert.True(l > 0);
    }

    async IAsyncEnumerable<int> IAll.Stream([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield return Note(1, "Stream");
    }

    ValueTask IAll.VT() => Note(default(ValueTask), "VT");
    ValueTask<int> IAll.VT1() => Note(new ValueTask<int>(1), "VT1");
    Task IAll.T0() => Note(Task.CompletedTask, "T0");
    Task<int> IAll.T1() => Note(Task.FromResult(2), "T1");
    void IAll.@event(int @class, string @params) => Note("event");
    [Obsolete("x")] void IAll.Old() => Note("Old");
    [Experimental("EXP1")] void IAll.Exp() => Note("Exp");
    [return: NotNullIfNotNull(nameof(x))] string? IAll.Nn(string? x) => Note(x, "Nn");
    bool IAll.TryGet(string k, [NotNullWhen(true)] out string? v) => (v = Note(k, "TryGet")) is not null;

    [DoesNotReturn]
    void IAll.Boom()
    {
        Note("Boom");
        throw new OperationCanceledException();
    }

    int IAll.Dim() => Note(43, "Dim");
    int IAll.DimP => Note(1, "get_DimP");
    int[,] IAll.Multi(int[][,] a, string?[]?[] b) => Note(new[,] { { a.Length + 1 } }, "Multi");

    void IHide.Same() => Note(typeof(IHide), "Same");
    long IHide.P => Note(long.MaxValue, "get_P", typeof(IHide));
    void IBase.Same() => Note(typeof(IBase), "Same");
    int IBase.P => Note(1, "get_P", typeof(IBase));

    event EventHandler IBase.Ev
    {
        add => _ev += Note(value, "add_Ev", typeof(IBase));
        remove => _ev -= Note(value, "remove_Ev", typeof(IBase));
    }

    void IBase2.Same() => Note(typeof(IBase2), "Same");
    string IBase2.P => Note("base2", "get_P", typeof(IBase2));
    IEnumerator<int> IEnumerable<int>.GetEnumerator() => Note(((IEnumerable<int>)[1, 2]).GetEnumerator(), "GetEnumerator", typeof(IEnumerable<int>));
    IEnumerator IEnumerable.GetEnumerator() => Note(Array.Empty<int>().GetEnumerator(), "GetEnumerator", typeof(IEnumerable));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Double(int number) => number * 2;

    private void Note([CallerMemberName] string member = "") => Note(typeof(IAll), member);

    private void Note(Type type, string member) => Called.Add(NameOf(type, member[(member.LastIndexOf('.') + 1)..]));

    private T Note<T>(T result, [CallerMemberName] string member = "", Type? type = null)
    {
        Note(type ?? typeof(IAll), member);
        return result;
    }
}
