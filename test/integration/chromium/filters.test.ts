import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useSite } from './open-browser.ts';
import { missingChromium } from './require-chromium.ts';
import { fullMatrix } from './sample-site.ts';

describe.skipIf(missingChromium !== null)('filters', () => {
  const site = useSite(fullMatrix());
  const names = (page: Page) => page.locator('table.matrix').first().locator('tbody tr:visible th a').allTextContents();
  const count = (page: Page) => page.getByRole('status').textContent();

  test('a tier leaves its providers, and the count is announced', async () => {
    const { page } = await site.open('index.html');
    expect(await count(page)).toBe('all 7 providers');
    await page.getByLabel('Tier').selectOption('testing');
    expect(await names(page)).toEqual(['orbstack']);
    expect(await count(page)).toBe('1 of 7 providers');
    expect(await page.getByRole('status').getAttribute('aria-live')).toBe('polite');
  });

  test('a capability, an outcome and a fidelity are asked for together', async () => {
    const { page } = await site.open('index.html');
    await page.getByRole('combobox', { name: 'Declares' }).selectOption('gpu');
    expect(await names(page)).toEqual(['aws', 'coreweave', 'lambda', 'orbstack', 'runpod', 'slurm']);
    await page.getByLabel('Outcome').selectOption('failed');
    expect(await names(page)).toEqual(['aws', 'lambda']);
    await page.getByLabel('Fidelity').selectOption('emulated');
    expect(await names(page)).toEqual(['aws']);
    const faded = page.locator('table.matrix').first().locator('tbody tr:visible td:not(.faded)');
    expect(await faded.count()).toBe(1);
    expect(await page.locator('table.matrix:visible').count()).toBe(1);
  });

  test('what is asked for is in the address, and an address asks for it', async () => {
    const { page } = await site.open('index.html');
    await page.getByLabel('Tier').selectOption('additional');
    await page.getByLabel('Find').fill('gcp');
    expect(await page.evaluate('location.hash')).toBe('#text=gcp&tier=additional');
    const again = await site.open('index.html#tier=additional&text=gcp');
    expect(await names(again.page)).toEqual(['gcp']);
    await again.page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => names(again.page)).toHaveLength(7);
    expect(await again.page.evaluate('location.hash')).toBe('');
  });

  test('nonsense in the address asks for nothing', async () => {
    const { page, troubles } = await site.open('index.html#tier=%3Cscript%3E&state=none&%E0%A4%A=1');
    expect(await names(page)).toHaveLength(7);
    expect(troubles).toEqual([]);
  });

  test('contracts of a provider are found by their words and by what came of them', async () => {
    const { page } = await site.open('providers/aws.html');
    await page.getByLabel('Outcome').selectOption('failed');
    expect(await page.locator('details.contract:visible').count()).toBe(1);
    await page.getByLabel('Outcome').selectOption('');
    await page.getByLabel('Find').fill('unique-ids');
    expect(await page.locator('details.contract:visible .what code').allTextContents()).toEqual(['launch.unique-ids']);
    expect(await page.locator('section.intent:visible').count()).toBe(1);
  });
});
