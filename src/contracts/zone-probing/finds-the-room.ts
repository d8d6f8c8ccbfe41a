import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyZones, drain, probing, probingInput } from '../generators/zone-steps.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';
import { mustProbe } from '../zone-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const findsTheRoom: Contract = defineContract({
  id: 'zone-probing.finds-the-room',
  intent: 'launch',
  title: 'Zone probing finds the zone with room',
  statement:
    'Zone probing gives one machine, in the first of the zones that has room, in the order in which the caller named them; zones that are sold out are passed, and nothing is left in them.',
  workflow: zoneProbingName,
  needs: ['zones', 'ledger'],
  reaches: ['workflow resolved', 'a zone was passed'],
  steps: (facts) =>
    fc
      .tuple(anyZones(facts), fc.subarray([...(facts.zones ?? [])]), fc.nat())
      .map(([order, sold, pick]) => cases(facts, order, sold, order[pick % order.length])),
  boundaries: (facts) => {
    const zones = (facts.zones ?? []).toReversed();
    return [cases(facts, zones, [], undefined), ...zones.map((room) => cases(facts, zones, zones, room))];
  },
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    await trial.play({
      ...watch.checks,
      workflow: async (result) => {
        const { zones = [] } = probingInput(result.step);
        const first = zones.find((zone) => !watch.isFull(zone));
        if (first === undefined) return;
        if (first !== zones[0]) trial.reach('a zone was passed');
        const { zone } = await mustProbe(trial, result);
        trial.expect(zone === first, 'the machine is in the first zone that has room', () => `it is in ${zone}`);
      },
    });
    await mustLeaveNoStrays(trial, 'zone probing leaves no machine that it did not tell of');
  },
});

/** All of `sold` are sold out but `room`. */
function cases(
  facts: WorldFacts,
  zones: readonly string[],
  sold: readonly string[],
  room: string | undefined,
): readonly Step[] {
  return [...drain(sold.filter((zone) => zone !== room)), probing(facts, 'w1', { key: 'key', zones })];
}
