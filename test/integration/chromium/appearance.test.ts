import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveAsJenkins } from './jenkins-server.ts';
import { openAll, useSite } from './open-browser.ts';
import { missingChromium } from './require-chromium.ts';
import { fullMatrix } from './sample-site.ts';

const pages = ['index.html', 'providers/aws.html', 'contracts/terminate.idempotent.html', 'compare.html', 'chaos.html'];
const shots = process.env.ASSAY_SCREENSHOTS ?? '.assay-screenshots';

/** For people to look at: no test can say that a page is good to look at. */
async function shoot(page: Page, name: string): Promise<void> {
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name.replaceAll('/', '-')}.png`) });
}

/** As the browser has worked it out. */
const styleOf = (locator: Locator, name: string): Promise<string> =>
  locator.evaluate((each, property) => each.ownerDocument.defaultView.getComputedStyle(each)[property], name);
const background = (page: Page) => styleOf(page.locator('body'), 'backgroundColor');
const scrolledWidth = (page: Page) => page.locator(':root').evaluate((root) => root.scrollWidth);

describe.skipIf(missingChromium !== null)('what a page looks like', () => {
  const site = useSite(fullMatrix());

  test.each(pages)('%s follows the scheme of the system', async (path) => {
    const light = await site.open(path, { colorScheme: 'light', viewport: { width: 1440, height: 1000 } });
    await shoot(light.page, `light-${path}`);
    expect(await background(light.page)).toBe('rgb(255, 255, 255)');
    const dark = await site.open(path, { colorScheme: 'dark', viewport: { width: 1440, height: 1000 } });
    await shoot(dark.page, `dark-${path}`);
    expect(await background(dark.page)).toBe('rgb(13, 17, 23)');
    expect([...light.troubles, ...dark.troubles]).toEqual([]);
  });

  test.each(pages)('%s never scrolls sideways at 390 px: tables do, in their frames', async (path) => {
    const { page } = await site.open(path, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await shoot(page, `phone-${path}`);
    expect(await scrolledWidth(page)).toBeLessThanOrEqual(390);
    await openAll(page);
    expect(await scrolledWidth(page)).toBeLessThanOrEqual(390);
  });

  test('the head and the first column stay in sight while a table scrolls', async () => {
    const { page } = await site.open('compare.html', { viewport: { width: 800, height: 700 } });
    const frame = page.locator('.frame.tall');
    await frame.evaluate((each) => each.scrollTo(500, 900));
    const box = await frame.boundingBox();
    const head = await page.locator('thead th').first().boundingBox();
    expect(Math.abs((head?.x ?? 0) - (box?.x ?? 0))).toBeLessThan(3);
    expect(Math.abs((head?.y ?? 0) - (box?.y ?? 0))).toBeLessThan(3);
  });

  test('on paper nothing is cut off by a frame, and what has failed is told in full', async () => {
    const { page } = await site.open('providers/aws.html');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('form.filters').isVisible()).toBe(false);
    expect(await page.getByText('npx assay replay').first().isVisible()).toBe(true);
    expect(await page.locator('details.contract summary').first().isVisible()).toBe(true);
    await page.goto(page.url().replace('providers/aws.html', 'index.html'));
    const [height, inner] = await page
      .locator('.frame.tall')
      .first()
      .evaluate((each) => [each.clientHeight, each.scrollHeight]);
    expect(height).toBe(inner);
    const pdf = await page.pdf({ format: 'A4', landscape: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test.each(pages)('G2: %s is whole with JavaScript off', async (path) => {
    const { page, troubles } = await site.open(path, { javaScriptEnabled: false });
    await shoot(page, `no-script-${path}`);
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await page.locator('form.filters:visible').count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  test.each(pages)('G2: %s is whole as Jenkins serves it, with its style', async (path) => {
    const { base, close } = await serveAsJenkins(site.folder());
    onTestFinished(close);
    const { page } = await site.open(path, { base });
    expect(await page.locator('h1').isVisible()).toBe(true);
    // The style has arrived, and the script was held back: the filters are left hidden.
    expect(await styleOf(page.locator('.skip-link'), 'position')).toBe('absolute');
    expect(await page.locator('form.filters:visible').count()).toBe(0);
    const images = await page.locator('img').evaluateAll((all) => all.map((each) => each.naturalWidth));
    expect(images.every((width) => width > 0)).toBe(true);
  });
});
