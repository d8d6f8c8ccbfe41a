import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../../src/engine/report.ts';
import { renderHtmlReport } from '../../../src/reporters/html.ts';
import '../../promises/task-meta.ts';
import { hostileReport } from '../../reporters/hostile-report.ts';
import { hostileTexts, hugeText } from '../../reporters/hostile-texts.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../../reporters/sample-report.ts';
import { chromiumPath, missingChromium } from './require-chromium.ts';
import { temporaryFile } from './temporary-file.ts';

const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });
const ordinary = sampleReport([
  sampleProvider([sampleOutcome(), { ...failed, contract: 'launch.visible' }], { verdict: 'failed', name: 'aws' }),
]);
const describeContract = () => ({ title: 'a title', statement: 'A statement.' });

const handlers = `[...document.querySelectorAll('*')]
  .flatMap((each) => each.getAttributeNames())
  .filter((name) => name.startsWith('on') || name === 'style')`;
const oddAddresses = `[...document.querySelectorAll('a')]
  .map(({ protocol }) => protocol)
  .filter((each) => !['file:', 'https:', 'http:'].includes(each))`;

describe.skipIf(missingChromium !== null)('the page of a report in a browser', () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  /** The page of a report from file://, and whatever went wrong in it. */
  async function open(report: Report, options: BrowserContextOptions = {}) {
    const path = await temporaryFile('report.html', renderHtmlReport(report, describeContract));
    if (!browser) throw new Error('the browser was not started');
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const troubles = watch(page, `file://${path}`);
    await page.goto(`file://${path}`);
    return { page, troubles };
  }

  // Without its policy the page has to be harmless too: a reader may have none.
  test.each([true, false])(
    'G1: every hostile text in every field runs nothing, loads nothing, opens nothing (policy lifted: %s)',
    async (bypassCSP) => {
      const reports = hostileTexts.flatMap((text) => hostileReport(text).providers);
      const { page, troubles } = await open(
        { ...hostileReport(hostileTexts.join('\n')), providers: reports },
        { bypassCSP },
      );
      for (const details of await page.locator('details').all())
        await details.evaluate((each) => each.setAttribute('open', ''));
      await page.mouse.move(300, 300);
      await page.keyboard.press('Tab');
      await page.waitForLoadState('networkidle');
      expect(troubles).toEqual([]);
      expect(
        await page.locator('script, img, iframe, object, embed, link, form, input, svg, base, video').count(),
      ).toBe(0);
      expect(await page.evaluate(handlers)).toEqual([]);
      expect(await page.evaluate(oddAddresses)).toEqual([]);
      expect(await page.locator('section').count()).toBe(reports.length);
    },
  );

  test('G2: it is read with JavaScript off, in the light and in the dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, troubles } = await open(ordinary, { javaScriptEnabled: false, colorScheme });
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Assay: 0 of 1 providers certified');
      expect(await page.getByText('terminate(i1)  → threw NOT_FOUND').isVisible()).toBe(true);
      expect(await page.getByText('launch.visible').first().isVisible()).toBe(true);
      expect(troubles).toEqual([]);
    }
  });

  test('its own style is the one that its policy lets through', async () => {
    const { page } = await open(ordinary, { colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(13, 17, 23)');
  });

  test('G3: with texts of a megabyte it opens, and never scrolls sideways on a phone', async ({ task }) => {
    const { page, troubles } = await open(hostileReport(hugeText, 3), { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(await page.getByText('more characters)').count()).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
    task.meta.figure = 'texts of 1 MiB in every field, 390 px';
  });

  test.each(['light', 'dark'] as const)('axe-core finds no violation in the %s', async (colorScheme) => {
    const { page } = await open(ordinary, { colorScheme, bypassCSP: true });
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const violations = await page.evaluate(
      'axe.run().then((results) => results.violations.map(({ id, nodes }) => [id, nodes[0].html]))',
    );
    expect(violations).toEqual([]);
  });
});

function watch(page: Page, home: string): readonly string[] {
  const troubles: string[] = [];
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => void troubles.push(`error: ${error.message}`));
  page.on('console', (message) => void troubles.push(`console: ${message.text()}`));
  page.on('request', (request) => {
    if (request.url() !== home) troubles.push(`request: ${request.url()}`);
  });
  return troubles;
}
