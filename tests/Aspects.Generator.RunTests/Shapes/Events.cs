using System;
using System.ComponentModel;
using Aspects;

namespace Shop;

public interface IEvents : INotifyPropertyChanged
{
    [CircuitBreaker("events")]
    void Raise();

    event Action<int>? Counted;

    event EventHandler<EventArgs> Happened;
}
