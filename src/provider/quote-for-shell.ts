/**
 * Text as one word of a POSIX shell. Inside single quotes nothing is special but the quote itself, so newlines, `$()`,
 * backticks and `!` need no care. A leading dash stays one: that is for the command to handle.
 */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
