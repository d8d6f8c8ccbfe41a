/**
 * Text of which a runner of GitHub Actions obeys nothing: it looks for commands in every line that a step prints, at
 * its beginning for `::`, anywhere for `##[`, as Azure does for `##vso[`. What it would obey stands as the escape that
 * JSON has for it, so that a report stays what it is.
 */
export function withoutCommands(text: string): string {
  return text.replace(/##(?=(?:vso)?\[)/g, '\\u0023#').replace(/(^|[\r\n])((?:[^\S\r\n]|\u0085)*)::/g, '$1$2\\u003a:');
}
