using System.Numerics;

namespace Aspects;

/// <summary>How many sets of cells serve as many processors without sharing.</summary>
internal static class ProcessorStripes
{
    // Beyond that the memory outweighs what is left to gain.
    private const int Most = 64;

    /// <summary>A power of two, so that a mask picks one.</summary>
    public static readonly int Count = (int)Math.Min(Most, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));
}
