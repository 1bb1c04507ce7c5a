using System;
using Aspects;

namespace Shop.DefaultMembers;

public interface IFirstVersion
{
    string Replaced() => "first";

    string Demanded() => "first";
}

[CircuitBreaker("second")]
public interface ISecondVersion : IFirstVersion
{
    int Required();

    int Doubled() => Required() * 2;

    string Text => "interface";

    event Action? Happened
    {
        add => throw new NotSupportedException("interface");
        remove => throw new NotSupportedException("interface");
    }

    sealed int Sealed() => Required() + 1;

    static int Static() => 3;

    string IFirstVersion.Replaced() => "second";

    abstract string IFirstVersion.Demanded();

    private int Hidden() => 4;
}
