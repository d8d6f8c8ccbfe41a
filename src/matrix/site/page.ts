import { element, type XmlNode } from '../../reporters/xml.ts';
import { brief } from './parts/brief.ts';
import type { SitePlan } from './site-plan.ts';

export interface Page {
  readonly title: string;
  /** From the page to the folder of the site: empty, or `../`. */
  readonly root: '' | '../';
  /** The entry of the navigation that it belongs to. */
  readonly at?: NavigationPath;
  readonly content: readonly XmlNode[];
}

type NavigationPath = (typeof navigation)[number]['path'];

const navigation = [
  { path: 'index.html', text: 'Matrix' },
  { path: 'compare.html', text: 'Compare' },
  { path: 'chaos.html', text: 'Chaos' },
] as const;

/** A page of the site, whole without a script. */
export function sitePage({ matrix }: SitePlan, page: Page): XmlNode {
  const { root, title } = page;
  return element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('meta', { name: 'color-scheme', content: 'light dark' }),
      element('meta', { name: 'referrer', content: 'no-referrer' }),
      element('title', {}, title === matrix.title ? brief(title) : `${brief(title)} – ${brief(matrix.title)}`),
      element('link', { rel: 'stylesheet', href: `${root}site.css` }),
      // Not a module: those are refused from file://. The blank keeps it from being written as an empty element.
      element('script', { src: `${root}site.js`, defer: 'defer' }, ' '),
    ),
    element(
      'body',
      {},
      element('a', { class: 'skip-link', href: '#content' }, 'Skip to content'),
      header(page),
      element('main', { id: 'content', tabindex: -1 }, ...page.content),
      footer(matrix),
    ),
  );
}

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function header({ root, at }: Page): XmlNode {
  const links = navigation.map(({ path, text }) =>
    element('a', { href: `${root}${path}`, ...(path === at ? { 'aria-current': 'page' } : {}) }, text),
  );
  return element(
    'header',
    { class: 'top' },
    element('a', { class: 'wordmark', href: `${root}index.html` }, 'Assay'),
    element('nav', { 'aria-label': 'Site' }, ...links),
  );
}

function footer({ builtAt, assayVersion, lifetime }: SitePlan['matrix']): XmlNode {
  return element(
    'footer',
    { class: 'bottom' },
    element(
      'p',
      {},
      `Built ${builtAt.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ')} UTC by Assay ${brief(assayVersion)}. ` +
        `Ages are as of then. Evidence fades after ${days(lifetime.staleAfterDays)} and counts for nothing after ${days(lifetime.expiresAfterDays)}.`,
    ),
  );
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
