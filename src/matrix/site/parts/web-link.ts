import { element, type XmlNode } from '../../../reporters/xml.ts';
import { shortened } from './brief.ts';

/** A link, where it is an address of the web. Any other text is told, and leads nowhere. */
export function webLink(address: string): XmlNode {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return element('span', {}, shortened(address));
  return element('a', { href: url.href, rel: 'noreferrer noopener' }, shortened(address));
}
