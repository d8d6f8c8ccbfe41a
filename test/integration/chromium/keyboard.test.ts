import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useSite } from './open-browser.ts';
import { missingChromium } from './require-chromium.ts';
import { fullMatrix } from './sample-site.ts';

/** What has the focus, and whether that can be seen. */
function focused(page: Page): Promise<{ readonly tag: string; readonly text: string; readonly outlinePx: number }> {
  return page.locator(':focus').evaluate((element) => {
    const { outlineStyle, outlineWidth } = element.ownerDocument.defaultView.getComputedStyle(element);
    const outlinePx = outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
    return { tag: element.localName, text: element.textContent.trim(), outlinePx };
  });
}

describe.skipIf(missingChromium !== null)('with a keyboard alone', () => {
  const site = useSite(fullMatrix());

  test('the first stop skips to the content', async () => {
    const { page } = await site.open('index.html');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ tag: 'a', text: 'Skip to content' });
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('content');
  });

  test.each(['index.html', 'providers/aws.html', 'compare.html', 'chaos.html'])(
    'every stop of %s is seen, none holds the focus, and all that can be done is reached',
    async (path) => {
      const { page } = await site.open(path);
      const stops = await page
        .locator('a, button, input, select, summary, [tabindex="0"]')
        .locator('visible=true')
        .count();
      const seen = new Set<string>();
      for (let step = 0; step < Math.min(stops, 80); step += 1) {
        await page.keyboard.press('Tab');
        const { tag, text, outlinePx } = await focused(page);
        expect(outlinePx, `outline of <${tag}> ${text.slice(0, 40)}`).toBeGreaterThanOrEqual(1);
        seen.add(`${step} ${tag}`);
      }
      expect(seen.size).toBe(Math.min(stops, 80));
    },
  );

  test('a slash goes to the search, and is a slash where somebody writes', async () => {
    const { page } = await site.open('index.html');
    await page.keyboard.press('/');
    expect((await focused(page)).tag).toBe('input');
    await page.keyboard.type('a/b');
    expect(await page.getByLabel('Find').inputValue()).toBe('a/b');
  });

  test('a table scrolls by its arrows, and a contract opens by Enter', async () => {
    const { page } = await site.open('index.html', { viewport: { width: 390, height: 844 } });
    const frame = page.getByRole('region', { name: 'By what a caller wants' });
    await frame.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => frame.evaluate((each) => each.scrollLeft)).toBeGreaterThan(0);
    await page.goto(page.url().replace('index.html', 'providers/orbstack.html'));
    const contract = page.locator('details.contract').first();
    await contract.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await contract.getAttribute('open')).not.toBeNull();
  });
});
