import { element, renderHtml } from '../../reporters/xml.ts';
import type { Matrix } from '../matrix.ts';

/** The files of a site, by their paths in it. */
export function renderSite(matrix: Matrix): ReadonlyMap<string, string | Uint8Array> {
  const rows = matrix.providers.map(({ name, verdict, cells }) => {
    const known = cells.filter(({ state }) => state !== 'unknown').length;
    return element('li', {}, `${name}: ${verdict}, ${known} of ${cells.length} contracts known`);
  });
  const head = element('head', {}, element('meta', { charset: 'utf-8' }), element('title', {}, matrix.title));
  const body = element('body', {}, element('h1', {}, matrix.title), element('ul', {}, ...rows));
  return new Map([['index.html', renderHtml(element('html', { lang: 'en' }, head, body))]]);
}
