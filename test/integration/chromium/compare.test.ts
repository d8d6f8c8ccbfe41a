import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useSite } from './open-browser.ts';
import { missingChromium } from './require-chromium.ts';
import { fullMatrix } from './sample-site.ts';

describe.skipIf(missingChromium !== null)('two providers side by side', () => {
  const site = useSite(fullMatrix());
  const heads = (page: Page) =>
    page
      .locator('#comparison thead th:visible')
      .evaluateAll((all) => all.map((each) => each.querySelector('a')?.textContent ?? each.textContent));

  test('two columns are left, and the rows that differ are told', async () => {
    const { page } = await site.open('compare.html');
    await page.getByLabel('This one').selectOption('orbstack');
    await page.getByLabel('with').selectOption('coreweave');
    expect(await heads(page)).toEqual(['contract', 'coreweave', 'orbstack']);
    const all = await page.locator('[data-row]:visible').count();
    await page.getByLabel('only what differs').check();
    const differing = await page.locator('[data-row]:visible').count();
    expect(differing).toBeGreaterThan(0);
    expect(differing).toBeLessThan(all);
    expect(await page.getByRole('status').textContent()).toBe(`${differing} of ${differing} rows differ`);
    expect(await page.evaluate('location.hash')).toBe('#a=orbstack&b=coreweave&differing=1');
  });

  test('the address is enough to see the same comparison', async () => {
    const { page } = await site.open('compare.html#a=aws&b=runpod');
    expect(await heads(page)).toEqual(['contract', 'aws', 'runpod']);
  });

  test('a provider with itself differs in nothing', async () => {
    const { page } = await site.open('compare.html#a=aws&b=aws&differing=1');
    expect(await page.locator('[data-row]:visible').count()).toBe(0);
  });

  test('without a script every contract is there on every provider', async () => {
    const { page } = await site.open('compare.html', { javaScriptEnabled: false });
    expect(await heads(page)).toHaveLength(8);
    expect(await page.getByLabel('This one').isVisible()).toBe(false);
    expect(await page.locator('[data-row]:visible').count()).toBeGreaterThan(130);
  });
});
