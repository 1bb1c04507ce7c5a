using Aspects.Aot.Tests;

namespace Aspects.Instructions;

/// <summary>
/// Publishes the subject and compares the instructions of its calls with the committed <c>instructions.json</c>.
/// </summary>
public sealed class InstructionTests(ITestOutputHelper output) : IDisposable
{
    private const string Project = "tests/Aspects.Instructions";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aspects-instructions-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 10 * 60 * 1000)]
    public async Task A_call_takes_the_committed_number_of_instructions()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Callgrind.SkipUnlessPresent();
        var committed = InstructionFile.Parse(
            await File.ReadAllTextAsync(Path.Combine(NativeProgram.Repository, Project, "instructions.json"), cancellation));
        var (subject, _) = await NativeProgram.PublishAsync($"{Project}/Subject", "Aspects.Instructions.Subject", _folder, cancellation);
        var sdk = await Tool.RunAsync("dotnet", ["--version"], cancellation);

        var measured = await Callgrind.CountAsync(subject, sdk.Output[0], _folder, cancellation);

        output.WriteLine(measured.ToJson());
        Assert.SkipUnless(
            (measured.Sdk, measured.Runtime) == (committed.Sdk, committed.Runtime),
            $"instructions.json is for SDK {committed.Sdk} and runtime {committed.Runtime}, not for SDK {measured.Sdk} and "
            + $"runtime {measured.Runtime}. Renew the file: write the JSON in the output of this test to {Project}/instructions.json.");
        var differences = committed.Compare(measured).ToArray();
        Assert.True(
            differences.Length == 0,
            $"{string.Join('\n', differences)}\n\nIf the change is intended, write this to {Project}/instructions.json:\n{measured.ToJson()}");
    }
}
