#if USE_VERIFY
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>
/// The same comparison by Verify itself, with the same signature. The method is not passed on: Verify knows it from the
/// test that runs.
/// </summary>
internal static class Snapshot
{
    public static async Task Matches(GeneratorDriver driver, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        await VerifyXunit.Verifier.Verify(driver, sourceFile: file);

    [ModuleInitializer]
    internal static void Initialize()
    {
        VerifyTests.VerifySourceGenerators.Initialize();
        VerifyTests.VerifierSettings.ScrubLinesWithReplace(
            static line => Regex.Replace(line, """(?<=GeneratedCode\("Aspects", ")[^"]+""", "{version}"));
    }
}
#endif
