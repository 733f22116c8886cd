namespace KieuMau.Domain;

/// <summary>Lời từ chối: a lawful "no". Says what, where and what to do, in Vietnamese.</summary>
/// <param name="Code">Stable, for tests and help desks.</param>
public sealed record Refusal(string Code, string Text);

/// <summary>What a file said wrong, and where. Line and column count from 1; 0 when the whole file is meant; no file when none is.</summary>
public sealed record FileProblem(string File, int Line, int Column, string Message)
{
    public override string ToString() => this switch
    {
        { File.Length: 0 } => Message,
        { Line: 0 } => $"{File}: {Message}",
        _ => $"{File}:{Line}:{Column}: {Message}",
    };
}

/// <summary>A file was refused: every error at once.</summary>
public sealed class FileRefusedException(IReadOnlyList<FileProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<FileProblem> Problems { get; } = problems;
}
