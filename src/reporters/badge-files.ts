import { fileSafe } from '../engine/files/file-safe.ts';
import type { ProviderResult, Report } from '../engine/report.ts';
import { testbedsOf } from '../engine/testbeds-of.ts';
import { type Badge, badgeEndpoint, badgeSvg } from './badge.ts';
import { uniqueNames } from './unique-names.ts';

/** What a folder of badges holds: for each provider a picture and what shields.io reads, each by its name. */
export function renderBadgeFiles({ providers }: Report): ReadonlyMap<string, string> {
  // Some file systems take two names for one that differ in case alone.
  const names = uniqueNames(
    providers.map(({ name }) => fileSafe(name)),
    (name, number) => `${name}-${number}`,
    (name) => name.toLowerCase(),
  );
  return new Map(
    providers.flatMap((provider, index) => {
      const badge = badgeOf(provider);
      return [
        [`${names[index]}.svg`, badgeSvg(badge)],
        [`${names[index]}.json`, `${JSON.stringify(badgeEndpoint(badge), null, 2)}\n`],
      ] as const;
    }),
  );
}

/** What the badge of a provider says: a verdict is worth what it rests on, so both stand on it. */
export function badgeOf(provider: ProviderResult): Badge {
  const { name, verdict } = provider;
  const rests = new Set(testbedsOf(provider).map(({ fidelity }) => fidelity));
  return { label: `assay · ${name}`, message: `${verdict} · ${[...rests].join(' + ')}`, state: verdict };
}
