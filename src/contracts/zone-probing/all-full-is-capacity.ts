import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeThrown } from '../describe.ts';
import { anyZones, drain, probing, probingInput, refill } from '../generators/zone-steps.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';
import { mustProbe } from '../zone-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const allFullIsCapacity: Contract = defineContract({
  id: 'zone-probing.all-full-is-capacity',
  intent: 'launch',
  title: 'Where no zone has room, it is a lack of capacity',
  statement:
    'Where none of the zones has room, zone probing throws CAPACITY_ERROR, names each of them, and makes nothing. A zone that has room again is found by the next probing, however lately it refused.',
  workflow: zoneProbingName,
  needs: ['zones', 'ledger'],
  reaches: ['workflow threw CAPACITY_ERROR', 'workflow resolved'],
  steps: (facts) =>
    fc.tuple(anyZones(facts), fc.nat()).map(([zones, pick]) => full(facts, zones, zones[pick % zones.length] ?? '')),
  boundaries: (facts) => (facts.zones ?? []).map((room, _, zones) => full(facts, zones, room)),
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    await trial.play({
      ...watch.checks,
      workflow: async (result) => {
        const { zones = [] } = probingInput(result.step);
        const room = zones.filter((zone) => !watch.isFull(zone));
        if (room.length > 0) {
          const { zone } = await mustProbe(trial, result);
          trial.expect(room.includes(zone), 'the machine is where there is room', () => `it is in ${zone}`);
          return;
        }
        mustRefuse(trial, result, 'zone probing throws CAPACITY_ERROR where no zone has room', ['CAPACITY_ERROR']);
        const said = result.outcome === 'threw' ? describeThrown(result.thrown) : '';
        const isNamed = zones.every((zone) => said.includes(zone));
        trial.expect(isNamed, 'the error names every zone that has no room', () => said);
      },
    });
    await mustLeaveNoStrays(trial, 'zone probing that finds no room makes nothing');
  },
});

function full(facts: WorldFacts, zones: readonly string[], room: string): readonly Step[] {
  return [
    ...drain(zones),
    probing(facts, 'w1', { key: 'key 1', zones }),
    ...refill([room]),
    probing(facts, 'w2', { key: 'key 2', zones }),
  ];
}
