import type { XmlNode } from '../../reporters/xml.ts';

/** What pages of chaos are made of. Nothing of it runs, loads or sends anything. */
const elements = new Set(
  'a body circle code desc details div footer g h1 h2 head html li line main meta ol p path pre rect style summary svg table tbody td text th thead title tr'.split(
    ' ',
  ),
);

const attributes = new Set(
  'aria-label aria-labelledby charset class content cx cy d height href http-equiv id lang name r rel role rx scope tabindex viewBox width x x1 x2 xmlns y y1 y2'.split(
    ' ',
  ),
);

const depthMax = 32;

const token =
  /<(?<end>\/?)(?<tag>[a-z][a-z0-9]*)(?<given>(?: [a-zA-Z][a-zA-Z0-9-]*="[^"<>]*")*)(?<alone>\/?)>|(?<text>[^<>]+)/gy;

/**
 * A page as `assay chaos` writes it, as a tree; undefined for anything else. The file may come from anybody, so what is
 * taken over is not its text: it is what the tree says, written anew.
 */
export function readDrawnPage(text: string): XmlNode | undefined {
  const start = '<!doctype html>\n';
  if (!text.startsWith(start)) return undefined;
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  token.lastIndex = start.length;
  while (token.lastIndex < text.length) {
    const found = token.exec(text)?.groups;
    if (!found || !take(found, open)) return undefined;
  }
  const [page, ...others] = root.children;
  const isWhole = open.length === 1 && others.length === 0 && typeof page === 'object' && page.name === 'html';
  return isWhole ? page : undefined;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlNode | string)[];
}

/** Whether a token belongs there; if so, it is in the tree. */
function take(found: Readonly<Record<string, string | undefined>>, open: OpenElement[]): boolean {
  const parent = open.at(-1);
  const { text, tag = '', given = '', end, alone } = found;
  if (!parent) return false;
  if (text !== undefined) return takeText(text, parent);
  if (end) return open.length > 1 && open.pop()?.name === tag && given === '' && !alone;
  const read = readAttributes(given);
  if (!elements.has(tag) || !read || open.length > depthMax) return false;
  const made: OpenElement = { name: tag, attributes: read, children: [] };
  parent.children.push(made);
  if (!alone) open.push(made);
  return true;
}

/** What is between elements only keeps them apart. */
function takeText(text: string, parent: OpenElement): boolean {
  if (parent.name === '') return text.trim() === '';
  if (text.trim() !== '') parent.children.push(unescaped(text));
  return true;
}

function readAttributes(given: string): Readonly<Record<string, string>> | undefined {
  const pairs = [...given.matchAll(/ ([^=]+)="([^"]*)"/g)].map(([, name = '', value = '']) => {
    return [name, unescaped(value)] as const;
  });
  return pairs.every(([name, value]) => attributes.has(name) && isHarmless(name, value))
    ? Object.fromEntries(pairs)
    : undefined;
}

/** An address may lead to the web, when somebody follows it, and nowhere else. */
function isHarmless(name: string, value: string): boolean {
  return name !== 'href' || /^https?:\/\//.test(value);
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
}
