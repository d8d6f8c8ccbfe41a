import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { openAll, useSite } from './open-browser.ts';
import { missingChromium } from './require-chromium.ts';
import { fullMatrix } from './sample-site.ts';

const pages = ['index.html', 'providers/aws.html', 'contracts/terminate.idempotent.html', 'compare.html', 'chaos.html'];
const schemes = ['light', 'dark'] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

describe.skipIf(missingChromium !== null)('axe-core', () => {
  const site = useSite(fullMatrix());

  test.each(pages.flatMap((path) => schemes.map((scheme) => [path, scheme] as const)))(
    'finds no violation on %s in the %s',
    async (path, colorScheme) => {
      // The policy of the page holds axe back too, so it is lifted here, and only here.
      const { page } = await site.open(path, { colorScheme, bypassCSP: true });
      await openAll(page);
      await page.evaluate(axe.source);
      const violations = await page.evaluate('axe.run().then((results) => results.violations)');
      expect((violations as readonly Violation[]).map(told)).toEqual([]);
    },
  );
});

function told({ id, nodes }: Violation): string {
  const [first] = nodes;
  return `${id} (${nodes.length}): ${first?.html} ${first?.failureSummary}`;
}
