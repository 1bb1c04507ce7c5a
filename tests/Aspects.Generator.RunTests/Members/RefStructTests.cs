using System.Diagnostics.CodeAnalysis;
using Shop.RefStructs;

namespace Aspects.Generator.RunTests;

/// <summary>A proxy passes ref structs on.</summary>
public sealed class RefStructTests
{
    private readonly AspectRegistry _aspects = new();

    [Fact]
    public void Ref_structs_are_passed_in_and_returned()
    {
        var proxy = new Frames().WithAspects(_aspects);
        Span<int> data = [1, 2, 3];

        proxy.Same(new Frame(data)).Data[0] = 10;
        proxy.Skip(new Frame(data), 1).Data[0] = 20;
        proxy.Take(new Frame(data), out var rest);

        Assert.Equal([10, 20, 3], data.ToArray());
        Assert.Equal(3, rest.Length);
        Assert.Equal(3, proxy.Measure(new Frame(data)));
        Assert.Equal(6, proxy.Sum(1, 2, 3));
        Assert.Equal("3", proxy[new Frame(data)]);
        Assert.Equal(5, _aspects.CircuitBreakers.GetOrAdd("frames").GetSnapshot().Succeeded);
    }

    [Fact]
    public void A_type_parameter_of_the_interface_may_be_a_ref_struct()
    {
        var proxy = ((IConverter<ReadOnlySpan<char>, Frame>)new Digits()).WithAspects(_aspects);

        Assert.Equal([4, 2], proxy.Convert("42").Data.ToArray());
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("frames").GetSnapshot().Succeeded);
    }

    [Fact]
    public void A_failure_and_a_rejection_reach_the_caller()
    {
        var proxy = ((IConverter<ReadOnlySpan<char>, Frame>)new Digits()).WithAspects(_aspects);

        Assert.Throws<FormatException>(() => { proxy.Convert("no digits"); });
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("frames").GetSnapshot().Failed);
        Circuits.Open(_aspects, "frames");
        Assert.Throws<CircuitBreakerOpenException>(() => { proxy.Convert("42"); });
    }

    private sealed class Frames : IFrames
    {
        private readonly int[] _rest = [7, 8, 9];

        public string this[scoped Frame frame] => $"{frame.Length}";

        public T Same<T>(T value)
            where T : allows ref struct => value;

        public int Measure<T>(scoped T value)
            where T : IMeasured, allows ref struct => value.Length;

        public Frame Skip(Frame frame, int count) => new(frame.Data[count..]);

        public void Take(scoped in Frame frame, [UnscopedRef] out Frame rest) => rest = new Frame(_rest.AsSpan(0, frame.Length));

        public int Sum(params ReadOnlySpan<int> numbers)
        {
            var sum = 0;
            foreach (var number in numbers) sum += number;
            return sum;
        }
    }

    private sealed class Digits : IConverter<ReadOnlySpan<char>, Frame>
    {
        public Frame Convert(ReadOnlySpan<char> value)
        {
            var digits = new int[value.Length];
            for (var i = 0; i < digits.Length; i++)
            {
                digits[i] = char.IsAsciiDigit(value[i]) ? value[i] - '0' : throw new FormatException();
            }

            return new Frame(digits);
        }
    }
}
