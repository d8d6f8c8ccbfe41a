import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyZones, probing } from '../generators/zone-steps.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

export const unknownZoneIsRefused: Contract = defineContract({
  id: 'zone-probing.unknown-zone-is-refused',
  intent: 'launch',
  title: 'An unknown zone is refused, before any is asked',
  statement:
    'Zone probing that names a zone which the region does not have throws INVALID_SPEC and makes nothing, also when another of its zones has room.',
  workflow: zoneProbingName,
  needs: ['zones', 'ledger'],
  reaches: ['workflow threw INVALID_SPEC'],
  steps: (facts) =>
    fc
      .tuple(anyZones(facts), fc.constantFrom(...strangers(facts)), fc.nat())
      .map(([zones, stranger, at]) => among(facts, zones, stranger, at % (zones.length + 1))),
  boundaries: (facts) =>
    strangers(facts).flatMap((stranger) => [
      among(facts, facts.zones ?? [], stranger, 0),
      among(facts, facts.zones ?? [], stranger, facts.zones?.length ?? 0),
    ]),
  run: async (trial: Trial) => {
    const expected = 'zone probing refuses a zone that the region does not have, with INVALID_SPEC';
    await trial.play({ workflow: (result) => mustRefuse(trial, result, expected, ['INVALID_SPEC']) });
    await mustLeaveNoStrays(trial, 'zone probing that was refused makes nothing');
  },
});

/** Names that look right. */
function strangers({ zones = [] }: WorldFacts): readonly string[] {
  const [zone = 'zone'] = zones;
  return [`${zone}x`, zone.toUpperCase(), zone.slice(0, -1), 'nowhere'];
}

function among(facts: WorldFacts, zones: readonly string[], stranger: string, at: number): readonly Step[] {
  return [probing(facts, 'w1', { key: 'key', zones: zones.toSpliced(at, 0, stranger) })];
}
