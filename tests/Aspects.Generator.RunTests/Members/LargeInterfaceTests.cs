using System.Collections;

namespace Aspects.Generator.RunTests;

/// <summary>
/// Calls every member of an interface with all kinds of members, which no <c>DispatchProxy</c> can implement.
/// </summary>
public sealed class LargeInterfaceTests
{
    private readonly AspectRegistry _aspects = new();
    private readonly LargeImplementation _inner = new();
    private readonly IAll _proxy;

    public LargeInterfaceTests() => _proxy = _inner.WithAspects(_aspects);

    [Fact]
    public async Task Every_member_reaches_the_inner_instance_and_returns_its_result()
    {
        CallGenericMethods();
        CallPropertiesIndexersAndEvents();
        CallByReference();
        CallWithPointers();
        CallOtherMembers();
        await CallAsync();

        var expected = typeof(IAll).GetInterfaces().Prepend(typeof(IAll))
            .SelectMany(static type => type.GetMethods().Select(method => (type, method)))
            .Where(static member => member.method is { IsStatic: false, IsFinal: false, IsPrivate: false, IsVirtual: true } && member.method.Name != "set_Init")
            .Select(static member => LargeImplementation.FormatName(member.type, member.method.Name))
            .ToHashSet();
        Assert.Equal(expected.Order(StringComparer.Ordinal), _inner.Called.Distinct().Order(StringComparer.Ordinal));
        Assert.True(expected.Count > 60);
        var snapshot = _aspects.CircuitBreakers.GetOrAdd("all").GetSnapshot();
        Assert.Equal((snapshot.Calls - 1, 1), (snapshot.Succeeded, snapshot.Failed));
    }

    private void CallGenericMethods()
    {
        var b0 = new B0();
        Assert.Equal(("x", 3), (_proxy.G1("x"), _proxy.G1(3)));
        Assert.Same(b0, _proxy.G2(b0));
        Assert.Equal(4, _proxy.G3<int>(4));
        Assert.Equal(5, _proxy.G4(5));
        Assert.Equal("5", _proxy.G5("5"));
        Assert.Equal("5b", _proxy.G5b("5b"));
        Assert.Null(_proxy.G6<string?>(null));
        Assert.Same(b0, _proxy.G7(b0));
        Assert.Equal(8, _proxy.G8(8));
        Assert.Equal(2, _proxy.G9<Span<int>>([1, 2]).Length);
        _proxy.G10<string, object>("x", b0);
        Assert.Same(b0, _proxy.G10b<B0, object>(b0, b0));
    }

    private void CallPropertiesIndexersAndEvents()
    {
        _proxy[7] = "seven";
        Assert.Equal("seven", _proxy[7]);
        Assert.Equal("a3", _proxy["a"]);
        Assert.Equal("a4", _proxy["a", 4]);
        _proxy.GetSet = 11;
        Assert.Equal(11, _proxy.GetSet);
        Assert.Equal("init", _proxy.Init);
        _proxy.SetOnly = 12;
        Assert.Equal(12, _inner.Number);
        _proxy.RefProp = 13;
        Assert.Equal(13, _proxy.RefRoProp);
        Assert.Equal(1, _proxy.DimP);
        Assert.Equal((long.MaxValue, 1, "base2"), (_proxy.P, ((IBase)_proxy).P, ((IBase2)_proxy).P));

        var raised = 0;
        EventHandler listener = (_, _) => raised++;
        Action<int> counter = _ => raised++;
        ((IBase)_proxy).Ev += listener;
        _proxy.Ev2 += counter;
        _inner.Raise();
        ((IBase)_proxy).Ev -= listener;
        _proxy.Ev2 -= counter;
        _inner.Raise();
        Assert.Equal(2, raised);
    }

    private void CallByReference()
    {
        var counter = 1;
        var limit = 3L;
        var last = 4;
        _proxy.Mods(ref counter, out var text, in limit, in last);
        Assert.Equal((8, "8"), (counter, text));

        var total = 0;
        _proxy.Scoped([1, 2], ref total, default, 3, 4);
        Assert.Equal(10, total);
        _proxy.OutSpan(out var span);
        Assert.Equal(3, span.Length);
        _proxy.Params(1, 2);
        _proxy.ParamsEnum("a", "b");
        int[] numbers = [1, 2];
        _proxy.RefRet(numbers) = 9;
        Assert.Equal(9, numbers[0]);
        Assert.Equal(_inner.Number, _proxy.RefRoRet());
        Assert.Equal(2, _proxy.SpanRet(new char[2]).Length);
        Assert.Equal("yz", _proxy.RosRet("xyz").ToString());
    }

    private unsafe void CallWithPointers()
    {
        var number = 1;
        _proxy.Ptr(&number, &number, &Ignore);
        Assert.Equal(2, number);
        Assert.Equal(42, _proxy.FnRet()(21));

        static void Ignore(int value) => _ = value;
    }

    private void CallOtherMembers()
    {
        Assert.Equal((3, "3"), _proxy.Tup((1, 2)));
        Assert.Equal("text", (string)_proxy.Dyn("text", []));
        Assert.Equal(3, _proxy.Nint(1, 2));
        _proxy.Defaults();
        _proxy.Legacy();
        _proxy.Caller();
        Assert.Equal("CallOtherMembers", _inner.Caller);
        _proxy.@event(1, "");
#pragma warning disable CS0618, EXP1 // The test is about forwarding obsolete and experimental members.
        _proxy.Old();
        _proxy.Exp();
#pragma warning restore CS0618, EXP1
        Assert.Equal("x", _proxy.Nn("x"));
        Assert.True(_proxy.TryGet("k", out var value));
        Assert.Equal("k", value);
        Assert.Equal(43, _proxy.Dim());
        Assert.Equal(7, _proxy.SealedDim());
        Assert.Equal(2, _proxy.Multi([new int[1, 1]], [])[0, 0]);
        ((IBase)_proxy).Same();
        ((IBase2)_proxy).Same();
        _proxy.Same();
        Assert.Equal([1, 2], _proxy);
        Assert.NotNull(((IEnumerable)_proxy).GetEnumerator());
        Assert.Throws<OperationCanceledException>(_proxy.Boom);
    }

    private async Task CallAsync()
    {
        Assert.Null(await _proxy.G11<CancellationTokenSource>("k"));
        Assert.Equal([1], await Collect(_proxy.Stream(TestContext.Current.CancellationToken)));
        await _proxy.VT();
        Assert.Equal(1, await _proxy.VT1());
        await _proxy.T0();
        Assert.Equal(2, await _proxy.T1());

        static async Task<List<int>> Collect(IAsyncEnumerable<int> items)
        {
            List<int> list = [];
            await foreach (var item in items) list.Add(item);
            return list;
        }
    }
}
