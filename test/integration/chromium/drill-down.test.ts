import { describe, expect, test } from 'vitest';
import { useSite } from './open-browser.ts';
import { missingChromium } from './require-chromium.ts';
import { fullMatrix } from './sample-site.ts';

describe.skipIf(missingChromium !== null)('from a cell to the evidence', () => {
  const site = useSite(fullMatrix());

  test('a failed cell leads to its contracts, and the failure is open', async () => {
    const { page, troubles } = await site.open('index.html');
    await page
      .getByRole('link', { name: /1 failed/ })
      .first()
      .click();
    await page.waitForURL(/providers\/aws\.html#intent-terminate$/);
    const failure = page.locator('[id="contract-terminate.idempotent"]');
    await failure.getByText('terminate(i1) → threw NOT_FOUND').waitFor();
    await failure.getByText('npx assay replay').waitFor();
    await failure.getByText('What went over the wire').click();
    await failure.getByText('DELETE /v1/machines/m-1').waitFor();
    expect(troubles).toEqual([]);
  });

  test.each([true, false])('a link to a contract opens it, with scripts: %s', async (javaScriptEnabled) => {
    const { page } = await site.open('contracts/launch.visible.html', { javaScriptEnabled });
    await page.getByRole('link', { name: 'orbstack' }).click();
    await page.waitForURL(/orbstack\.html#contract-launch\.visible$/);
    const details = page.locator('details', { has: page.locator('[id="contract-launch.visible"]') });
    await expect.poll(() => details.getAttribute('open')).not.toBeNull();
    expect(
      await details
        .locator('summary')
        .first()
        .evaluate((each) => each.getBoundingClientRect().top),
    ).toBeGreaterThanOrEqual(0);
  });

  test('two runs that disagree are both shown', async () => {
    const { page } = await site.open('providers/aws.html');
    const conflict = page.locator('details[data-state="conflict"]');
    expect(await conflict.getByText('Seen on').count()).toBe(2);
  });

  test('a control plane has its verdict, its story and its timelines', async () => {
    const { page } = await site.open('chaos.html');
    await page.getByText('✗ failed: something happened that must never happen').waitFor();
    await page.getByText('At 9 s m2 is spawned for the same intent.').waitFor();
    expect(await page.getByRole('link', { name: 'timeline.html' }).getAttribute('href')).toBe(
      './chaos/reference/timeline.html',
    );
  });
});
