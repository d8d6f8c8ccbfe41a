// What a terminal would obey or hide: control characters, bidirectional overrides, line separators, and code units
// that are not characters at all.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be shown
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text that came from a provider, made safe to print: one line, in which everything that a terminal would obey or
 * hide stands as a visible escape. The one place where this is done.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => short[character] ?? escaped(character));
}

/** The same, keeping the lines of the text apart. */
export function visibleLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map(visibleText);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
