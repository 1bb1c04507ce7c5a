namespace System.Runtime.CompilerServices;

// netstandard2.0 has no such type, and the compiler asks for it in every record.
internal static class IsExternalInit;
