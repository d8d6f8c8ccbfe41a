import { element, type XmlNode } from '../../../reporters/xml.ts';

type Child = XmlNode | string;

/** A frame that scrolls where its table is wider or longer than the page, so that the page never does. */
export function tableFrame(label: string, table: XmlNode, kind: 'tall' | 'plain' = 'plain'): XmlNode {
  // A page may have several small tables of one name, and landmarks are to have names of their own.
  const what: XmlNode['attributes'] =
    kind === 'tall' ? { class: 'frame tall', role: 'region', 'data-group': '' } : { class: 'frame', role: 'group' };
  return element('div', { ...what, tabindex: 0, 'aria-label': `${label}, scrolls` }, table);
}

export interface PlainTable {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly Child[])[];
}

/** A table of words. */
export function plainTable({ caption, head, rows }: PlainTable): XmlNode {
  const body = rows.map(([first = '', ...others]) =>
    element('tr', {}, element('th', { scope: 'row' }, first), ...others.map((cell) => element('td', {}, cell))),
  );
  const table = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, headRow(head)),
    element('tbody', {}, ...(body.length > 0 ? body : [nothing(head.length)])),
  );
  return tableFrame(caption, table);
}

export function headRow(texts: readonly string[]): XmlNode {
  return element('tr', {}, ...texts.map((text) => element('th', { scope: 'col' }, text)));
}

/** An empty body would be written as an empty element, which HTML does not know. */
export function nothing(columns: number): XmlNode {
  return element('tr', {}, element('td', { colspan: columns }, 'nothing yet'));
}
