/**
 * A text that is no longer than what somebody reads, with a mark where the rest was: what a provider says may be a
 * megabyte long. A pair of surrogates is never cut in two.
 */
export function cutText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const kept = text.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}

/** The first lines, each cut, and how many more there were. */
export function cutLines(
  lines: readonly string[],
  { linesMax, lengthMax }: { readonly linesMax: number; readonly lengthMax: number },
): readonly string[] {
  const shown = lines.slice(0, linesMax).map((line) => cutText(line, lengthMax));
  return lines.length > linesMax ? [...shown, `(${lines.length - linesMax} more lines)`] : shown;
}
