using System;
using System.Collections.Generic;
using Aspects;

namespace Shop.Inheritance;

public interface IRoot
{
    int Same(int number);

    string Name { get; }

    event Action? Changed;
}

public interface ILeft : IRoot
{
    new int Same(int number);

    string Left();
}

public interface IRight : IRoot
{
    new int Same(int number);

    new string Name { get; }
}

public interface IPairOf<T>
{
    T Make(T value);
}

[CircuitBreaker("bottom")]
public interface IBottom : ILeft, IRight, IPairOf<int>, IPairOf<string>, IEnumerable<int>
{
    new string Same(int number);

    new long Name { get; set; }
}
