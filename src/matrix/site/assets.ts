import { readFileSync } from 'node:fs';
import { pageStyle } from '../../reporters/page-style.ts';

/** The style of every page: that of the pages which stand alone, and what a site has beside it. */
export const siteStyle: string = `${pageStyle}\n${read('site.css')}`;

/** The one script. Pages are complete without it. */
export const siteScript: string = read('site.js');

// They are part of the package, as files of their own languages.
function read(name: string): string {
  return readFileSync(new URL(`../../../templates/site/${name}`, import.meta.url), 'utf8');
}
