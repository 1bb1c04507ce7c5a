using System;
using System.Collections.Generic;
using Aspects;
using Shop;

[assembly: CircuitBreakerFor<IFormatProvider>("formats", ConsecutiveFailures = 2)]
[assembly: CircuitBreakerFor(typeof(IComparer<>), "comparers")]
[assembly: CircuitBreakerFor<IEqualityComparer<Order>>("equality of orders")]
[assembly: CircuitBreakerFor<IEqualityComparer<int[]>>("equality of numbers")]
[assembly: CircuitBreakerFor<IServiceProvider>("services", Members = [nameof(IServiceProvider.GetService)], Ignore = [typeof(ArgumentException)])]
[assembly: CircuitBreakerFor<IDictionary<string, Order>>("reads", Members = ["TryGetValue", "ContainsKey", "Item"])]
[assembly: CircuitBreakerFor<IDictionary<string, Order>>("writes", Members = ["Add", "Clear"], BreakSeconds = 5)]

namespace Shop;

/// <summary>A type argument for external generic interfaces.</summary>
public sealed record Order(int Number);
