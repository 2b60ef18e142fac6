/** Whether a text is log lines rather than prose: most of its lines begin with a time, a level, a bracket or a brace. */
export function looksLikeLog(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const marked = lines.filter((line) =>
    /^\s*(?:\d{1,4}[-:/.]\d\d|\[|\{|<|(?:ERROR|WARN|INFO|DEBUG|FATAL|TRACE)\b|at\s+\S+\(|[A-Z][A-Za-z]+(?:Error|Exception))/u.test(
      line,
    ),
  );
  return lines.length > 0 && marked.length * 2 > lines.length;
}
