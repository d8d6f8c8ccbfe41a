/**
 * A text that is no longer than what somebody reads, with a mark where the rest was: what a provider says may be a
 * megabyte long. A pair of surrogates is never cut in two.
 */
export function cutText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const kept = text.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}
