using Aspects.Benchmarks.Compare;
using Aspects.Benchmarks.Generation;

return args switch
{
    ["compare"] => Comparison.Run(ComparisonConfig.Full, callsPerThread: 3_000_000),
    ["compare", "--quick"] => Comparison.Run(ComparisonConfig.Quick, callsPerThread: 500_000),
    ["generator"] => GenerationTimings.RunWithCompilerSettings(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Usage: dotnet run -c Release --project tests/Aspects.Benchmarks -- compare [--quick] | generator

          compare           direct call, hand-written decorator, generated proxy, Polly, Castle DynamicProxy and DispatchProxy
                            in one process; a table, and artifacts/benchmarks/compare.json
          compare --quick   the same, coarsely, in under a minute
          generator         the generator over 1,000 interfaces: from nothing, and after an unrelated edit
        """);
    return 2;
}
