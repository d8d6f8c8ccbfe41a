import { badgeEndpoint, badgeSvg } from '../../reporters/badge.ts';
import { renderHtml } from '../../reporters/xml.ts';
import type { Matrix } from '../matrix.ts';
import { siteScript, siteStyle } from './assets.ts';
import { chaosPage } from './chaos/chaos-page.ts';
import { comparePage } from './compare/compare-page.ts';
import { contractPage } from './contract/contract-page.ts';
import { indexPage } from './index/index-page.ts';
import { badgeOf } from './provider/badge-of.ts';
import { providerPage } from './provider/provider-page.ts';
import { planSite } from './site-plan.ts';

/** The files of a site, by their paths in it. The same matrix gives the same site. */
export function renderSite(matrix: Matrix): ReadonlyMap<string, string | Uint8Array> {
  const plan = planSite(matrix);
  return new Map([
    ['site.css', siteStyle],
    ['site.js', siteScript],
    ['index.html', renderHtml(indexPage(plan))],
    ['compare.html', renderHtml(comparePage(plan))],
    ['chaos.html', renderHtml(chaosPage(plan))],
    ...plan.contracts.map((each) => [each.path, renderHtml(contractPage(plan, each))] as const),
    ...matrix.providers.flatMap((provider) => {
      const badge = badgeOf(provider);
      return [
        [`providers/${provider.slug}.html`, renderHtml(providerPage(plan, provider))],
        [`badges/${provider.slug}.svg`, badgeSvg(badge)],
        [`badges/${provider.slug}.json`, `${JSON.stringify(badgeEndpoint(badge), null, 2)}\n`],
      ] as const;
    }),
  ]);
}
