import { describe, expect, onTestFinished, test } from 'vitest';
import type { Matrix } from '../../../src/matrix/matrix.ts';
import { hostileTexts } from '../../reporters/hostile-texts.ts';
import { serveAsJenkins } from './jenkins-server.ts';
import { openAll, useSite } from './open-browser.ts';
import { missingChromium } from './require-chromium.ts';
import { fullMatrix } from './sample-site.ts';

const all = hostileTexts.join('\n');
const kept = new Set([
  'state',
  'history',
  'tier',
  'slug',
  'verdict',
  'freshness',
  'fidelity',
  'outcome',
  'builtAt',
  'level',
  'requires',
  'support',
  'kind',
  'standing',
  'link',
]);

/** The same matrix with everything hostile in every text that somebody else has written. */
function poisoned<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (kept.has(key) ? value : `${value}${all}`) as T;
  if (Array.isArray(value))
    return (key === 'requires' || key === 'timelines' ? value : value.map((each) => poisoned(each, key))) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, name)])) as T;
}

const matrix: Matrix = fullMatrix();
const hostile: Matrix = {
  ...poisoned(matrix),
  providers: poisoned(matrix.providers).map((provider, index) => {
    const own = hostileTexts[index % hostileTexts.length] ?? '';
    const cells = provider.cells.map((cell) => ({ ...cell, ...poisonedWaiver(cell.evidence) }));
    return { ...provider, name: own, cells };
  }),
};

/** Where a link is expected, an address that is none. */
function poisonedWaiver(evidence: Matrix['providers'][number]['cells'][number]['evidence']) {
  if (!evidence?.outcome.waiver) return {};
  const waiver = { ...evidence.outcome.waiver, link: 'javascript:alert(1)' };
  return { evidence: { ...evidence, outcome: { ...evidence.outcome, waiver } } };
}

describe.skipIf(missingChromium !== null)('hostile texts', () => {
  const site = useSite(hostile);
  const pages = [
    'index.html',
    'compare.html',
    'chaos.html',
    ...matrix.providers.map(({ slug }) => `providers/${slug}.html`),
  ];

  test.each(pages)('G1: on %s no script runs, no request leaves, no dialog opens', async (path) => {
    const { page, troubles } = await site.open(path, { bypassCSP: true });
    await page.mouse.move(200, 300);
    await page.keyboard.press('Tab');
    await openAll(page);
    await page.waitForLoadState('networkidle');
    expect(troubles).toEqual([]);
    expect(await page.locator('script').count()).toBe(1);
    expect(
      await page
        .locator('a')
        .evaluateAll((links) => links.filter((each) => !/^(file|https?):$/.test(each.protocol)).length),
    ).toBe(0);
    expect(
      await page
        .locator('img')
        .evaluateAll((images) => images.filter((each) => !each.getAttribute('src')?.startsWith('../badges/')).length),
    ).toBe(0);
  });

  test('G1: the address of a page is text to its script as well', async () => {
    const { page, troubles } = await site.open(`index.html#text=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    expect(await page.getByLabel('Find').inputValue()).toBe('<img src=x onerror=alert(1)>');
    expect(troubles).toEqual([]);
  });

  test('G1: what is wide or long stays in its place on a phone', async () => {
    const { page } = await site.open('providers/aws.html', { viewport: { width: 390, height: 844 } });
    expect(await page.locator(':root').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test('G1: as Jenkins serves it nothing runs either', async () => {
    const { base, close } = await serveAsJenkins(site.folder());
    onTestFinished(close);
    const { troubles } = await site.open('providers/aws.html', { base });
    expect(troubles.filter((trouble) => !/^console: Blocked script execution/.test(trouble))).toEqual([]);
  });
});
