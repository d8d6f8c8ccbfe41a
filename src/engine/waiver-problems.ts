import type { Outcome, ProviderResult, Report } from './report.ts';

/** Whether an outcome fails a run for its waiver alone: there must be none for what passes, and none that is past its date. */
export function isWaiverWrong({ waiver }: Outcome): boolean {
  return waiver?.state === 'needless' || waiver?.state === 'expired';
}

/** One message for each waiver that fails the run, with what to do. */
export function waiverProblems({ providers }: Report): readonly string[] {
  return providers.flatMap((provider) =>
    provider.outcomes.filter(isWaiverWrong).map((outcome) => problemOf(provider, outcome)),
  );
}

function problemOf({ name, testbed }: ProviderResult, { contract, testbed: where, waiver }: Outcome): string {
  const what = `the waiver of ${waiver?.owner} for ${contract} (${waiver?.link})`;
  const place = `${name} on ${where ?? testbed.name}`;
  return waiver?.state === 'needless'
    ? `${what} is needless: it passes in ${place}; remove the waiver, or name in it the provider and testbed that fail`
    : `${what} held until ${waiver?.expires}, and it still fails in ${place}; mend it, or agree on a new date`;
}
