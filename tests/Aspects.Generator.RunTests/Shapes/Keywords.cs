using System;
using Aspects;

namespace @namespace.@int;

public static class @static
{
    [CircuitBreaker("default")]
    public interface @interface<@class>
        where @class : notnull
    {
        @class @void(@class @int, string @ref, bool @this);

        string @string { get; set; }

        @in @delegate<@in>(@in @out);

        event Action? @event;
    }
}

[CircuitBreaker("class")]
public interface @if
{
    int @await(int @field, int _, int @value, int @var);
}
