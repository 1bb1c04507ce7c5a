namespace Aspects.Compiler;

/// <summary>The breakers and fallbacks of a proxy.</summary>
/// <param name="Breakers">The breakers that guard members.</param>
/// <param name="Fallbacks">The instances that answer in place of the inner instance.</param>
internal sealed record BreakersModel(EquatableArray<BreakerModel> Breakers, EquatableArray<FallbackInstanceModel> Fallbacks) : ProxyAspectModel
{
    public override string Description => Breakers.Count == 1
        ? $"circuit breaker \"{Literal.WriteDocumentation(Breakers[0].Name)}\""
        : $"{Literal.Write(Breakers.Count)} circuit breakers";

    // A caller can pass the fallback if the proxy has only one, and if any implementation of the interface fits.
    private bool TakesFallback => Fallbacks.Count == 1 && Fallbacks[0].IsWhole;

    public override OptionalParameterModel? GetParameter(ProxyModel proxy)
    {
        if (!TakesFallback) return null;
        var type = Literal.WriteDocumentation(Fallbacks[0].Type.Replace("global::", ""));
        return new OptionalParameterModel(
            $"{proxy.InterfaceType}?", "fallback", $"The fallback of the circuit breakers. Default: a new <c>{type}</c>.");
    }

    public override void WriteRemarks(SourceWriter writer, ProxyModel proxy) => GuardedMembers.Write(writer, this, proxy);

    public override void WriteStaticFields(SourceWriter writer)
    {
        foreach (var breaker in Breakers.Where(static breaker => breaker.Options is not null))
        {
            OptionsEmitter.Write(writer, breaker);
            writer.BlankLine();
        }
    }

    public override void WriteFields(SourceWriter writer, ProxyModel proxy)
    {
        foreach (var fallback in Fallbacks)
        {
            writer.Write($"private readonly {(fallback.IsWhole ? proxy.InterfaceType : fallback.Type)} {fallback.Field};");
        }

        foreach (var breaker in Breakers)
        {
            var type = breaker.Keys is { } keys ? $"CircuitBreakerPartition<{keys.Type}>" : "CircuitBreaker";
            writer.Write($"private readonly global::Aspects.{type} {breaker.Field};");
        }
    }

    public override void WriteConstruction(SourceWriter writer, ProxyModel proxy)
    {
        foreach (var fallback in Fallbacks)
        {
            writer.Write($"{fallback.Field} = {(TakesFallback ? "fallback ?? " : "")}new {fallback.Type}();");
        }

        foreach (var breaker in Breakers)
        {
            var method = breaker.Keys is { } keys ? $"GetOrAddPartition<{keys.Type}>" : "GetOrAdd";
            List<string> arguments = [Literal.Write(breaker.Name)];
            if (breaker.Options is { } options) arguments.Add(proxy.IsGeneric ? $"{proxy.StaticsHolder}.{options}" : options);
            if (breaker.Keys?.Capacity is { } capacity) arguments.Add($"capacity: {Literal.Write(capacity)}");
            arguments.Add($"source: {Literal.Write(proxy.DisplayName)}");
            writer.Write(new ListedCode($"{breaker.Field} = aspects.CircuitBreakers.{method}(", arguments, ");"));
        }
    }

    public override IEnumerable<DescriptorModel> Describe(string holder)
    {
        foreach (var breaker in Breakers)
        {
            var create = breaker.Keys is { } keys
                ? $"global::Aspects.BreakerDescriptor.DescribeKeyed<{keys.Type}>"
                : "new global::Aspects.BreakerDescriptor";
            List<string> arguments = [Literal.Write(breaker.Name), breaker.Options is null ? "options: null" : $"{holder}.{breaker.Options}"];
            if (breaker.Keys is not null) arguments.Add(breaker.Keys.Capacity is { } capacity ? Literal.Write(capacity) : "capacity: null");
            arguments.AddRange(breaker.Members.Select(Literal.Write));
            yield return new DescriptorModel(create, arguments.ToEquatableArray());
        }
    }
}
