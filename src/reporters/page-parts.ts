import { element, type XmlNode } from './xml.ts';

/** What may be wider than the page: it scrolls by itself, also by keyboard. */
export function frame(name: string, node: XmlNode): XmlNode {
  return element('div', { class: 'frame', role: 'region', tabindex: 0, 'aria-label': `${name}, scrolls` }, node);
}

/** A table with a head. Cells that are nodes stand as they are. */
export function table(head: readonly string[], rows: readonly (readonly (XmlNode | string)[])[]): XmlNode {
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((cell) => element('th', { scope: 'col' }, cell)))),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, cell))))),
  );
}

/** An address of the web is a link; any other is told, and leads nowhere. */
export function link(address: string): XmlNode | string {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return address;
  return element('a', { href: address, rel: 'noreferrer noopener' }, address);
}
