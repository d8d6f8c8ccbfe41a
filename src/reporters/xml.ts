import { Buffer } from 'node:buffer';
import { visibleText } from './visible-text.ts';

/** A node of an XML document; strings are text, whatever they hold. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (XmlNode | string)[];
}

/** A whole page, which browsers read as HTML. What is empty in it must be so in HTML too. */
export function renderHtml(root: XmlNode): string {
  // Not indented: of a page of a thousand cells that would be a third.
  return `<!doctype html>\n${render(root, '', '')}\n`;
}

/** A whole document. */
export function renderXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '', '  ')}\n`;
}

/** How much a node comes to in a document, so many levels below its root. */
export function bytesOf(node: XmlNode, depth: number): number {
  return Buffer.byteLength(render(node, '  '.repeat(depth), '  ')) + 1;
}

function render(node: XmlNode, indent: string, step: string): string {
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeText(String(value))}"`);
  const open = `${indent}<${node.name}${attributes.join('')}`;
  if (node.children.length === 0) return `${open}/>`;
  const [only] = node.children;
  if (node.children.length === 1 && typeof only === 'string') return `${open}>${escapeLines(only)}</${node.name}>`;
  const inner = node.children.map((child) =>
    typeof child === 'string' ? escapeLines(child) : render(child, `${indent}${step}`, step),
  );
  return `${open}>\n${inner.join('\n')}\n${indent}</${node.name}>`;
}

/** An element. Strings are text, whatever they hold: they are escaped where they are written. */
export function element(name: string, attributes: XmlNode['attributes'], ...children: XmlNode['children']): XmlNode {
  return { name, attributes, children };
}

function escapeLines(text: string): string {
  return text.split('\n').map(escapeText).join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no way to write most control characters, not even as an entity: they become visible escapes first.
function escapeText(text: string): string {
  return visibleText(text).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
