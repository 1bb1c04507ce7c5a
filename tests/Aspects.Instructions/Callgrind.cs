using System.Globalization;
using System.Text.RegularExpressions;
using Aspects.Aot.Tests;

namespace Aspects.Instructions;

/// <summary>Counts the instructions of the subject with callgrind, the same number in every run.</summary>
/// <remarks>
/// Callgrind counts inside the measured loops only. Subtracting two runs of different length would include code that
/// runs beside the loops. Callgrind does not see the code that reads the clock inside the kernel's vDSO.
/// </remarks>
internal static partial class Callgrind
{
    private const int Calls = 10_000;

    /// <summary>Skips the test if a tool is missing.</summary>
    public static void SkipUnlessPresent() =>
        Tool.SkipUnless(
            OperatingSystem.IsLinux() && Tool.Exists("valgrind") && Tool.Exists("objcopy") && Tool.Exists("objdump"),
            "Counting instructions needs valgrind, objcopy and objdump on Linux: sudo apt-get install valgrind binutils");

    /// <summary>Runs the subject once and counts each of its cases.</summary>
    /// <param name="subject">The native executable of the subject.</param>
    /// <param name="sdk">The version of the SDK that built it.</param>
    /// <param name="folder">A folder for temporary files.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<InstructionFile> CountAsync(
        FileInfo subject, string sdk, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        // Valgrind cannot read the debug information of .NET. The names of the methods stay.
        var stripped = Path.Combine(folder.FullName, "stripped");
        var dump = Path.Combine(folder.FullName, "callgrind");
        await RunAsync("objcopy", ["--strip-debug", "--remove-section=.gnu_debuglink", subject.FullName, stripped], cancellationToken);
        var code = await RunAsync("objdump", ["--disassemble", "--no-show-raw-insn", stripped], cancellationToken);
        var run = await RunAsync(
            "valgrind",
            [
                "--tool=callgrind", $"--callgrind-out-file={dump}", "--dump-instr=yes", "--compress-pos=no", "--compress-strings=no",

                // Of two options with the same pattern, callgrind applies only the last one.
                "--toggle-collect=*_MeasuredLoops__*Calls", "--dump-after=*Subject_MeasuredLoops__*Calls",
                stripped, Calls.ToString(CultureInfo.InvariantCulture),
            ],
            cancellationToken);

        var locks = code.Select(FindLock).OfType<ulong>().ToHashSet();
        var names = run.Skip(1).ToArray();
        var cases = names.Index().ToDictionary(
            static name => name.Item,

            // Each case runs twice. The second run counts.
            name => ReadCost(File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"{dump}.{2 * (name.Index + 1)}")), locks));
        return new InstructionFile(sdk, run[0], cases);
    }

    private static CallCost ReadCost(IEnumerable<string> dump, HashSet<ulong> locks)
    {
        long instructions = 0, locked = 0;
        var isCallee = false;
        foreach (var line in dump)
        {
            // The line after "calls=" repeats the cost of the callee.
            if (line.StartsWith("0x", StringComparison.Ordinal) && !isCallee)
            {
                var fields = line.Split(' ');
                var count = long.Parse(fields[^1], CultureInfo.InvariantCulture);
                instructions += count;
                if (locks.Contains(Convert.ToUInt64(fields[0], 16))) locked += count;
            }

            isCallee = line.StartsWith("calls=", StringComparison.Ordinal);
        }

        return new CallCost(DivideByCalls(instructions), DivideByCalls(locked));
    }

    private static int DivideByCalls(long count) => (int)Math.Round(count / (double)Calls);

    private static ulong? FindLock(string line) =>
        LockedInstruction().Match(line) is { Success: true } match ? Convert.ToUInt64(match.Groups[1].Value, 16) : null;

    private static async Task<IReadOnlyList<string>> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(program, arguments, cancellationToken);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }

    // An exchange with memory locks without the prefix.
    [GeneratedRegex(@"^\s*([0-9a-f]+):\t(?:lock |xchg .*\()")]
    private static partial Regex LockedInstruction();
}
