
namespace Aspects.Compiler.Tests;

public sealed class SettingRangeTests
{
    [Fact]
    public Task The_ends_of_every_range_are_allowed() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", ConsecutiveFailures = 0, BreakSeconds = 0.001, MaxConcurrentProbes = 1, SuccessThreshold = 1, ProbeTimeoutSeconds = 0.001)] void A();
            [CircuitBreaker("b", ConsecutiveFailures = 1_000_000, BreakSeconds = 922_337_203_685, MaxConcurrentProbes = 1_000, SuccessThreshold = 1_000_000, ProbeTimeoutSeconds = 922_337_203_685)] void B();
        }
        """);

    [Fact]
    public Task One_step_below_every_range_is_reported() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", ConsecutiveFailures = -1, BreakSeconds = 0.0009, MaxConcurrentProbes = 0, SuccessThreshold = 0, ProbeTimeoutSeconds = 0)] void A();
        }
        """,
        "A.cs(3,26) error ASPECT0002 at «ConsecutiveFailures = -1»: The setting ConsecutiveFailures = -1 on IAuth.A() is out of range. Use a number from 0 to 1000000, or remove the setting to get its default.",
        "A.cs(3,52) error ASPECT0002 at «BreakSeconds = 0.0009»: The setting BreakSeconds = 0.0009 on IAuth.A() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "A.cs(3,75) error ASPECT0002 at «MaxConcurrentProbes = 0»: The setting MaxConcurrentProbes = 0 on IAuth.A() is out of range. Use a number from 1 to 1000, or remove the setting to get its default.",
        "A.cs(3,100) error ASPECT0002 at «SuccessThreshold = 0»: The setting SuccessThreshold = 0 on IAuth.A() is out of range. Use a number from 1 to 1000000, or remove the setting to get its default.",
        "A.cs(3,122) error ASPECT0002 at «ProbeTimeoutSeconds = 0»: The setting ProbeTimeoutSeconds = 0 on IAuth.A() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.");

    [Fact]
    public Task One_step_above_every_range_is_reported() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", ConsecutiveFailures = 1_000_001, BreakSeconds = 922_337_203_686, MaxConcurrentProbes = 1_001, SuccessThreshold = 1_000_001, ProbeTimeoutSeconds = 1e300)] void A();
        }
        """,
        "A.cs(3,26) error ASPECT0002 at «ConsecutiveFailures = 1_000_001»: The setting ConsecutiveFailures = 1000001 on IAuth.A() is out of range. Use a number from 0 to 1000000, or remove the setting to get its default.",
        "A.cs(3,59) error ASPECT0002 at «BreakSeconds = 922_337_203_686»: The setting BreakSeconds = 922337203686 on IAuth.A() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "A.cs(3,91) error ASPECT0002 at «MaxConcurrentProbes = 1_001»: The setting MaxConcurrentProbes = 1001 on IAuth.A() is out of range. Use a number from 1 to 1000, or remove the setting to get its default.",
        "A.cs(3,120) error ASPECT0002 at «SuccessThreshold = 1_000_001»: The setting SuccessThreshold = 1000001 on IAuth.A() is out of range. Use a number from 1 to 1000000, or remove the setting to get its default.",
        "A.cs(3,150) error ASPECT0002 at «ProbeTimeoutSeconds = 1e300»: The setting ProbeTimeoutSeconds = 1E+300 on IAuth.A() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.");

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Every_range_is_that_of_the_runtime(string name)
    {
        var setting = BreakerSetting.Find(name)!;
        foreach (var (value, isAllowed) in Edges(setting))
        {
            Assert.Equal(isAllowed, setting.Allows(value));
            Assert.Equal(isAllowed, RuntimeAllows(setting, value));
            var source = $"public interface IAuth {{ [CircuitBreaker(\"a\", {name} = {setting.Write(value)})] void A(); }}";
            var found = await Analysis.Run(Compilations.Of(source));

            // A value in range may contradict a default. ASPECT0011 reports that.
            Assert.Equal(isAllowed ? [] : ["ASPECT0002"], found.Select(static diagnostic => diagnostic.Id).Where(static id => id != "ASPECT0011"));
        }
    }

    public static TheoryData<string> Settings => [.. BreakerSetting.All.Select(static setting => setting.Name)];

    [Fact]
    public void Every_setting_of_the_attribute_is_known() => Assert.Equal(
        typeof(CircuitBreakerSettingsAttribute).GetProperties()
            .Where(static property => property.PropertyType.IsValueType)
            .Select(static property => property.Name)
            .Order(StringComparer.Ordinal),
        BreakerSetting.All.Select(static setting => setting.Name).Order(StringComparer.Ordinal));

    [Fact]
    public Task Assembly_attributes_are_checked_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerDefaults(Jitter = 2)]
        [assembly: CircuitBreakerFor<IFormatProvider>("formats", SlowStartSeconds = -1, Mode = (CircuitMode)7)]
        """,
        "A.cs(1,35) error ASPECT0002 at «Jitter = 2»: The setting Jitter = 2 on the assembly is out of range. Use a number from 0 to 1, or remove the setting to get its default.",
        "A.cs(2,58) error ASPECT0002 at «SlowStartSeconds = -1»: The setting SlowStartSeconds = -1 on the assembly for System.IFormatProvider is out of range. Use 0, or a number from 0.001 to 86400, or remove the setting to get its default.",
        "A.cs(2,81) error ASPECT0002 at «Mode = (CircuitMode)7»: The setting Mode = (CircuitMode)(7) on the assembly for System.IFormatProvider is out of range. Use one of CircuitMode.Enforce, CircuitMode.Monitor and CircuitMode.Disabled, or remove the setting to get its default.");

    private static IEnumerable<(double Value, bool IsAllowed)> Edges(BreakerSetting setting)
    {
        yield return (setting.Min, true);
        yield return (setting.Max, true);
        if (setting.Kind == SettingKind.Switch) yield break;
        yield return (setting.Max + (setting.Max > 1_000_000_000 ? 1_000_000 : 1), false);
        yield return (-1, false);
        if (setting.Min > 0) yield return (0, setting.AllowsZero);
    }

    private static bool RuntimeAllows(BreakerSetting setting, double value)
    {
        var option = typeof(CircuitBreakerOptions).GetProperty(setting.Option)!;
        try
        {
            option.SetValue(new CircuitBreakerOptions(), option.PropertyType switch
            {
                var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(value),
                var type when type == typeof(int) => (int)value,
                var type when type == typeof(bool) => value == 1,
                var type when type == typeof(CircuitMode) => (CircuitMode)value,
                _ => value,
            });
            return true;
        }
        catch (Exception refusal) when (refusal is OverflowException or System.Reflection.TargetInvocationException { InnerException: ArgumentOutOfRangeException })
        {
            return false;
        }
    }

    [Fact]
    public Task Infinities_and_not_a_number_are_reported() => Analysis.Expect(
        """
        [CircuitBreaker("a", BreakSeconds = double.NaN, ProbeTimeoutSeconds = double.PositiveInfinity)]
        public interface IAuth
        {
            [CircuitBreaker("b", BreakSeconds = double.NegativeInfinity, ProbeTimeoutSeconds = double.Epsilon)] void A();
        }
        """,
        "A.cs(1,22) error ASPECT0002 at «BreakSeconds = double.NaN»: The setting BreakSeconds = NaN on IAuth is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "A.cs(1,49) error ASPECT0002 at «ProbeTimeoutSeconds = double.PositiveInfinity»: The setting ProbeTimeoutSeconds = Infinity on IAuth is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "A.cs(4,26) error ASPECT0002 at «BreakSeconds = double.NegativeInfinity»: The setting BreakSeconds = -Infinity on IAuth.A() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "A.cs(4,66) error ASPECT0002 at «ProbeTimeoutSeconds = double.Epsilon»: The setting ProbeTimeoutSeconds = 5E-324 on IAuth.A() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.");

    [Fact]
    public Task Constants_aliases_and_accessors_are_recognized() => Analysis.Expect(
        """
        using CB = Aspects.CircuitBreakerAttribute;
        public interface IAuth
        {
            [CB("a", SuccessThreshold = Numbers.None)] void A();
            int B { [CB("b", BreakSeconds = Numbers.None)] get; }
        }
        public static class Numbers { public const int None = 1 - 1; }
        """,
        "A.cs(4,14) error ASPECT0002 at «SuccessThreshold = Numbers.None»: The setting SuccessThreshold = 0 on IAuth.A() is out of range. Use a number from 1 to 1000000, or remove the setting to get its default.",
        "A.cs(5,22) error ASPECT0002 at «BreakSeconds = Numbers.None»: The setting BreakSeconds = 0 on IAuth.B.get is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.");

    [Fact]
    public Task Each_use_on_a_generic_nested_partial_interface_is_reported_once() => Analysis.Expect(Compilations.Of(
        """
        public static partial class Outer
        {
            [CircuitBreaker("a", BreakSeconds = -1)] public partial interface IAuth<T> { void A(); }
        }
        public interface IDerived : Outer.IAuth<int>;
        """,
        """
        public static partial class Outer
        {
            public partial interface IAuth<T> { [CircuitBreaker("b", MaxConcurrentProbes = -1)] T B(); }
        }
        """),
        "A.cs(3,26) error ASPECT0002 at «BreakSeconds = -1»: The setting BreakSeconds = -1 on Outer.IAuth<T> is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "B.cs(3,62) error ASPECT0002 at «MaxConcurrentProbes = -1»: The setting MaxConcurrentProbes = -1 on Outer.IAuth<T>.B() is out of range. Use a number from 1 to 1000, or remove the setting to get its default.");

    [Fact]
    public Task The_compiler_alone_reports_unfinished_numbers() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a", BreakSeconds = "x")] void A();
            [CircuitBreaker("b", BreakSeconds = Missing)] void B();
            [CircuitBreaker("c", SuccessThreshold = 1.5)] void C();
            [CircuitBreaker("d", SuccessThreshold = 3_000_000_000)] void D();
            [CircuitBreaker("e", NoSuchSetting = -1)] void E();
            [CircuitBreaker("f", BreakSeconds = )] void F();
            [CircuitBreaker("g", BreakSeconds = 1, BreakSeconds = 0)] void G();
            [CircuitBreaker(BreakSeconds = 0)] void H();
        }
        """,
        "A.cs(3,41) error CS0029",
        "A.cs(4,41) error CS0103",
        "A.cs(5,45) error CS0266",
        "A.cs(6,45) error CS0182",
        "A.cs(6,45) error CS0266",
        "A.cs(7,26) error CS0246",
        "A.cs(8,41) error CS1525",
        "A.cs(9,44) error ASPECT0002 at «BreakSeconds = 0»: The setting BreakSeconds = 0 on IAuth.G() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "A.cs(9,44) error CS0643",
        "A.cs(10,6) error CS7036");
}
