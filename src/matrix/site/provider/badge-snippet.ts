import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { MatrixProvider } from '../../matrix.ts';

// Whoever builds the site knows not where it is going to stand.
const site = 'https://your.site';

/** What to paste, for a badge that leads here. */
export function badgeSnippet({ slug }: MatrixProvider): readonly XmlNode[] {
  const page = `${site}/providers/${slug}.html`;
  const endpoint = encodeURIComponent(`${site}/badges/${slug}.json`);
  const scrolls = { tabindex: 0, role: 'group' };
  return [
    element(
      'p',
      {},
      'Put the address of this site for https://your.site. The badge turns grey when its evidence expires.',
    ),
    element(
      'pre',
      { ...scrolls, 'aria-label': 'Badge in Markdown' },
      `[![assay](${site}/badges/${slug}.svg)](${page})`,
    ),
    element('p', {}, 'The same drawn by shields.io, in any of its styles:'),
    element(
      'pre',
      { ...scrolls, 'aria-label': 'Badge by shields.io' },
      `[![assay](https://img.shields.io/endpoint?url=${endpoint})](${page})`,
    ),
  ];
}
