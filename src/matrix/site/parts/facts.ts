import { element, type XmlNode } from '../../../reporters/xml.ts';

export type Fact = readonly [term: string, value: XmlNode | string];

/** Terms and what they are here. */
export function facts(list: readonly Fact[]): XmlNode {
  const pairs = list.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value)));
  return element('dl', { class: 'facts' }, ...pairs);
}
