using Aspects;

namespace Shop;

[CircuitBreaker("pointers")]
public unsafe interface IPointers
{
    int* Move(int* pointer, int by);

    void Write(void* target, byte value);

    int Apply(delegate*<int, int> function, int value);

    delegate*<int, int> Pick(bool twice);

    int*[] Array(int*[] pointers);

    void** Twice { get; set; }
}

public interface IHolder<T>
{
    int Count();
}

// No signature has a pointer, but the name of the base has one.
[CircuitBreaker("pointers")]
public unsafe interface IPointerHolder : IHolder<int*[]>
{
}
