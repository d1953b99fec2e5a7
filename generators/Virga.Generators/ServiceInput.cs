using Virga.Specs;

namespace Virga.Generators;

/// <summary>The texts of one service: its main file, whose options count, and the files that its parts and references are in.</summary>
internal sealed record ServiceInput(SpecInput Main, EquatableArray<SpecInput> Others);
