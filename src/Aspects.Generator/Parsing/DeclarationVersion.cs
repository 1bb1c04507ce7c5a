using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.Generator.Parsing;

/// <summary>
/// All that the declarations of a compilation are made of: equal for two compilations that differ only inside the bodies of members
/// or in comments, which is where most edits are.
/// </summary>
internal sealed class DeclarationVersion : IEquatable<DeclarationVersion>
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationVersion> Known = new();
    private static readonly ConditionalWeakTable<SyntaxTree, byte[]> HashesOfTrees = new();

    private readonly byte[] _hash;
    private readonly string? _assemblyName;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;

    private DeclarationVersion(Compilation compilation)
    {
        _assemblyName = compilation.AssemblyName;
        _options = compilation.Options;
        _references = compilation.ExternalReferences;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tree in compilation.SyntaxTrees) hash.AppendData(HashesOfTrees.GetValue(tree, HashOf));
        _hash = hash.GetHashAndReset();
    }

    public static DeclarationVersion Of(Compilation compilation) => Known.GetValue(compilation, static compilation => new DeclarationVersion(compilation));

    public bool Equals(DeclarationVersion? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _hash.AsSpan().SequenceEqual(other._hash)
            && _assemblyName == other._assemblyName
            && _options.Equals(other._options)
            && _references.SequenceEqual(other._references));

    public override bool Equals(object? obj) => Equals(obj as DeclarationVersion);

    public override int GetHashCode() => BitConverter.ToInt32(_hash, 0);

    private static byte[] HashOf(SyntaxTree tree)
    {
        // Members are in the order of their files, and the language decides what they mean.
        var options = (CSharpParseOptions)tree.Options;
        var declarations = new StringBuilder(tree.FilePath)
            .Append('\n').Append(options.LanguageVersion.ToString())
            .Append('\n').Append(string.Join(",", options.Features.Select(static feature => $"{feature.Key}={feature.Value}")))
            .Append('\n');
        foreach (var part in tree.GetRoot().DescendantNodesAndTokens(static node => !IsBody(node)))
        {
            if (part.IsToken) Append(part.AsToken());
            else if (IsBody(part.AsNode()!)) declarations.Append("{}\n");
        }

        using var hash = SHA256.Create();
        return hash.ComputeHash(Encoding.Unicode.GetBytes(declarations.ToString()));

        void Append(SyntaxToken token)
        {
            if (token.ContainsDirectives)
            {
                foreach (var trivia in token.LeadingTrivia)
                {
                    if (trivia.IsDirective) declarations.Append(trivia.ToString()).Append('\n');
                }
            }

            declarations.Append(token.Text).Append('\n');
        }
    }

    /// <summary>What a member does, and not what it is. One with a directive in it belongs to the declarations: what it sets goes on behind.</summary>
    private static bool IsBody(SyntaxNode node) => node is StatementSyntax or ArrowExpressionClauseSyntax && !node.ContainsDirectives;
}
