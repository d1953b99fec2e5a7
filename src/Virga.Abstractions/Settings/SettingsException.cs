namespace Virga;

/// <summary>Settings are misspelt, malformed or contradict each other. Nothing was opened and nothing was sent.</summary>
public sealed class SettingsException : VirgaException
{
    /// <summary>Makes the error of several problems; its kind is the first one's.</summary>
    /// <param name="problems">The problems, at least one.</param>
    public SettingsException(IReadOnlyList<SettingProblem> problems)
        : base(First(problems).Kind, string.Join('\n', problems.Select(problem => problem.Message))) => Problems = problems;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; }

    private static SettingProblem First(IReadOnlyList<SettingProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count > 0 ? problems[0] : throw new ArgumentException("An error of settings needs at least one problem.", nameof(problems));
    }
}
