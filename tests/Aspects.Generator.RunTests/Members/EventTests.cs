using System.ComponentModel;
using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>The handlers of a proxy's events are added to the inner instance and removed from it.</summary>
public sealed class EventTests
{
    [Fact]
    public void Handlers_are_added_to_the_inner_instance_and_removed_from_it()
    {
        var inner = new Inner();
        var aspects = new AspectRegistry();
        var proxy = inner.WithAspects(aspects);
        var raised = new List<string>();
        void Counted(int count) => raised.Add($"{count}");
        void Happened(object? sender, EventArgs _) => raised.Add(ReferenceEquals(sender, inner) ? "happened" : "?");
        void Changed(object? sender, PropertyChangedEventArgs changed) => raised.Add(changed.PropertyName!);

        proxy.Counted += Counted;
        proxy.Happened += Happened;
        proxy.PropertyChanged += Changed;
        proxy.Raise();
        Assert.Equal(["1", "happened", "Count"], raised);

        proxy.Counted -= Counted;
        proxy.Happened -= Happened;
        proxy.PropertyChanged -= Changed;
        proxy.Raise();
        Assert.Equal(3, raised.Count);
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
