import { createHash } from 'node:crypto';
import { pageStyle } from '../../reporters/page-style.ts';
import { timelineStyle } from '../../reporters/timeline/style.ts';
import { element, renderHtml, type XmlNode } from '../../reporters/xml.ts';
import { readDrawnPage } from './read-drawn-page.ts';

/** A page of chaos as it may stand on a site: ours in everything but its words and its picture. Undefined for any other. */
export function timelinePage(text: string): string | undefined {
  const page = readDrawnPage(text);
  const body = page && childNamed(page, 'body');
  if (!body) return undefined;
  const title = childNamed(childNamed(page, 'head') ?? body, 'title') ?? element('title', {}, 'Timeline');
  return renderHtml(element('html', { lang: 'en' }, headWith(title), withOurStyle(body)));
}

function headWith(title: XmlNode): XmlNode {
  return element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy() }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    title,
    element('style', {}, pageStyle),
  );
}

/** Nothing may be loaded, sent or run; of styles only ours hold. */
function policy(): string {
  const hashes = [pageStyle, timelineStyle].map((style) => {
    return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  });
  return `default-src 'none'; style-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'`;
}

/** A style of another version, or of anybody, is not taken over; nor is what tells a browser how to read the page. */
function withOurStyle(node: XmlNode): XmlNode {
  const children = node.children.flatMap((child): readonly (XmlNode | string)[] => {
    if (typeof child === 'string') return [child];
    if (child.name === 'meta') return [];
    return [child.name === 'style' ? element('style', {}, timelineStyle) : withOurStyle(child)];
  });
  return { ...node, children };
}

function childNamed(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child): child is XmlNode => typeof child === 'object' && child.name === name);
}
