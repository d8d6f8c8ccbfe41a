/** A start tag of a page, as it is written. */
export interface ReadTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-z:-]+[a-zA-Z0-9:-]*="[^"<>]*")*)(\/?)>|[^<]+/gy;
const voidTags: readonly string[] = ['meta', 'link', 'br', 'img', 'input', 'line', 'rect'];

/**
 * The tags of a page, in order. It knows nothing but plain elements with quoted attributes, closed in turn: whatever
 * else a page held would be no tag of ours, and is refused.
 */
export function readTags(html: string): readonly ReadTag[] {
  const open: string[] = [];
  const tags: ReadTag[] = [];
  const body = html.replace(/^<!doctype html>\n/, '');
  token.lastIndex = 0;
  let at = 0;
  while (at < body.length) {
    token.lastIndex = at;
    const match = token.exec(body);
    if (!match) throw new Error(`what is this: ${body.slice(at, at + 80)}`);
    at = token.lastIndex;
    const [, slash, name, attributes = '', isEmpty] = match;
    if (name === undefined) continue;
    if (slash === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes another element`);
      continue;
    }
    tags.push({ name, attributes: readAttributes(attributes) });
    if (isEmpty !== '/') open.push(name);
    // A browser takes `<td/>` for `<td>`, and all that follows for what is in it.
    else if (!voidTags.includes(name)) throw new Error(`<${name}/> is never closed in HTML`);
  }
  if (open.length > 0) throw new Error(`<${open.join('> <')}> is never closed`);
  return tags;
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/ ([^=]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]),
  );
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
