const ellipsis = '…';
/** Fewer characters give nothing away. */
const shownMax = 3;

/** Hides the beginning of a secret where a text was cut in the middle of it: `sk-live-4f…`. */
export function hideCutOff(text: string, secrets: readonly string[], mask: string): string {
  if (!text.includes(ellipsis)) return text;
  const parts = text.split(ellipsis);
  const last = parts.pop() ?? '';
  return [...parts.map((part) => withoutBeginning(part, secrets, mask)), last].join(ellipsis);
}

function withoutBeginning(text: string, secrets: readonly string[], mask: string): string {
  const longest = Math.max(0, ...secrets.map((secret) => beginningAtEnd(text, secret)));
  return longest === 0 ? text : `${text.slice(0, text.length - longest)}${mask}`;
}

/** How many characters at the end of the text are the beginning of the secret. */
function beginningAtEnd(text: string, secret: string): number {
  const head = secret.slice(0, shownMax + 1);
  let at = text.indexOf(head, Math.max(0, text.length - secret.length));
  while (at >= 0) {
    if (secret.startsWith(text.slice(at))) return text.length - at;
    at = text.indexOf(head, at + 1);
  }
  return 0;
}
