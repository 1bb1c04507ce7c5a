using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>A proxy passes pointers to data and to functions on.</summary>
public sealed unsafe class PointerTests
{
    private readonly AspectRegistry _aspects = new();
    private readonly IPointers _proxy;

    public PointerTests() => _proxy = new Pointers().WithAspects(_aspects);

    [Fact]
    public void Pointers_are_passed_in_and_returned()
    {
        var numbers = stackalloc int[] { 1, 2, 3 };
        byte written;
        void* target = &written;

        *_proxy.Move(numbers, 2) = 30;
        _proxy.Write(target, 5);
        _proxy.Twice = &target;

        Assert.Equal((30, 5), (numbers[2], written));
        Assert.True(_proxy.Twice == &target);
        Assert.True(_proxy.Array([numbers])[0] == numbers);
        Assert.Equal(3, _aspects.CircuitBreakers.GetOrAdd("pointers").GetSnapshot().Succeeded);
    }

    [Fact]
    public void Function_pointers_are_passed_in_and_returned()
    {
        Assert.Equal(42, _proxy.Apply(_proxy.Pick(twice: true), 21));
        Assert.Equal(22, _proxy.Apply(_proxy.Pick(twice: false), 21));
        Assert.Equal(4, _aspects.CircuitBreakers.GetOrAdd("pointers").GetSnapshot().Succeeded);
    }

    [Fact]
    public void A_rejected_call_writes_nothing()
    {
        Circuits.Open(_aspects, "pointers");
        byte written = 1;
        var target = (nint)(&written);

        Assert.Throws<CircuitBreakerOpenException>(() => _proxy.Write((void*)target, 5));
        Assert.Equal(1, written);
    }

    [Fact]
    public void The_name_of_a_base_can_contain_a_pointer()
    {
        var proxy = new Holder().WithAspects(_aspects);

        Assert.Equal(3, proxy.Count());
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("pointers").GetSnapshot().Succeeded);
    }

    private sealed class Holder : IPointerHolder
    {
        public int Count() => 3;
    }

    private sealed class Pointers : IPointers
    {
        public void** Twice { get; set; }

        public int* Move(int* pointer, int by) => pointer + by;

        public void Write(void* target, byte value) => *(byte*)target = value;

        public int Apply(delegate*<int, int> function, int value) => function(value);

        public delegate*<int, int> Pick(bool twice) => twice ? &Double : &Increment;

        public int*[] Array(int*[] pointers) => pointers;

        private static int Double(int value) => value * 2;

        private static int Increment(int value) => value + 1;
    }
}
