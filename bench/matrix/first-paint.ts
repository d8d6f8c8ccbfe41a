import { pathToFileURL } from 'node:url';
import { chromiumPath } from '../../test/integration/chromium/require-chromium.ts';

/** When a browser first shows something of a page, or why there is no telling. */
export type FirstPaint =
  | { readonly kind: 'painted'; readonly ms: number }
  | { readonly kind: 'skipped'; readonly why: string };

const rounds = 5;

/** The median of some loads of a file, each in a fresh page. */
export async function firstPaintOf(file: string): Promise<FirstPaint> {
  const executablePath = chromiumPath;
  if (executablePath === undefined)
    return {
      kind: 'skipped',
      why: 'first paint was not measured: there is no Chromium; install it, or set ASSAY_CHROMIUM',
    };
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const paints: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      // What is evaluated is text: this file knows no browser.
      const ms: unknown = await page.evaluate(
        "new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true }))",
      );
      paints.push(Number(ms));
      await page.close();
    }
    return { kind: 'painted', ms: paints.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN };
  } finally {
    await browser.close();
  }
}
