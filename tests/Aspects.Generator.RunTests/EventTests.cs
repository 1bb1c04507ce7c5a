using System.ComponentModel;
using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>Whoever listens at the proxy listens to the inner instance, until they stop.</summary>
public sealed class EventTests
{
    [Fact]
    public void Listeners_reach_the_inner_instance_and_leave_it()
    {
        var inner = new Inner();
        var aspects = new AspectRegistry();
        var proxy = inner.WithAspects(aspects);
        var heard = new List<string>();
        void Counted(int count) => heard.Add($"{count}");
        void Happened(object? sender, EventArgs _) => heard.Add(ReferenceEquals(sender, inner) ? "happened" : "?");
        void Changed(object? sender, PropertyChangedEventArgs changed) => heard.Add(changed.PropertyName!);

        proxy.Counted += Counted;
        proxy.Happened += Happened;
        proxy.PropertyChanged += Changed;
        proxy.Raise();
        Assert.Equal(["1", "happened", "Count"], heard);

        proxy.Counted -= Counted;
        proxy.Happened -= Happened;
        proxy.PropertyChanged -= Changed;
        proxy.Raise();
        Assert.Equal(3, heard.Count);
        Assert.Equal(2, aspects.CircuitBreakers.GetOrAdd("events").GetSnapshot().Succeeded);
    }

    private sealed class Inner : IEvents
    {
        private int _count;

        public event Action<int>? Counted;

        public event EventHandler<EventArgs>? Happened;

        public event PropertyChangedEventHandler? PropertyChanged;

        public void Raise()
        {
            _count++;
            Counted?.Invoke(_count);
            Happened?.Invoke(this, EventArgs.Empty);
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs("Count"));
        }
    }
}
