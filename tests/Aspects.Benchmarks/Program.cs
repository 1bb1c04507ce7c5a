using Aspects.Benchmarks.Compare;

return args switch
{
    ["compare"] => Comparison.Run(ComparisonConfig.Full, callsPerThread: 3_000_000),
    ["compare", "--quick"] => Comparison.Run(ComparisonConfig.Quick, callsPerThread: 500_000),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Usage: dotnet run -c Release --project tests/Aspects.Benchmarks -- compare [--quick]

          compare           direct call, hand-written decorator, generated proxy, Polly, Castle DynamicProxy and DispatchProxy
                            in one process; a table, and artifacts/benchmarks/compare.json
          compare --quick   the same, coarsely, in under a minute
        """);
    return 2;
}
