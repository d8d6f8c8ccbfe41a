import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { drain, probing } from '../generators/zone-steps.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';
import { mustProbe, zoneOf } from '../zone-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const staysWithItsVolume: Contract = defineContract({
  id: 'zone-probing.stays-with-its-volume',
  intent: 'volume',
  title: 'A volume decides the zone',
  statement:
    'Zone probing for a machine with a volume asks the zone of the volume and no other: where that one has no room it throws CAPACITY_ERROR, however much there is elsewhere.',
  workflow: zoneProbingName,
  requires: ['persistentVolumes'],
  needs: ['zones', 'ledger'],
  reaches: ['workflow resolved', 'workflow threw CAPACITY_ERROR'],
  steps: (facts) => fc.subarray([...(facts.zones ?? [])]).map((full) => withVolume(facts, full)),
  boundaries: (facts) => {
    const zones = facts.zones ?? [];
    return [[], zones, ...zones.map((only) => [only])].map((full) => withVolume(facts, full));
  },
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    await trial.play({
      ...watch.checks,
      'await-volume': (result) => {
        mustResolve(trial, result);
      },
      workflow: async (result) => {
        const home = await zoneOf(trial, trial.idOf('v1'));
        if (home === undefined) return;
        if (watch.isFull(home)) {
          mustRefuse(trial, result, 'where the zone of the volume has no room it is CAPACITY_ERROR', [
            'CAPACITY_ERROR',
          ]);
          return;
        }
        const { zone, tried } = await mustProbe(trial, result);
        trial.expect(zone === home, 'the machine is in the zone of its volume', () => `${zone}, and not ${home}`);
        trial.expect(tried.length === 1, 'no other zone is tried', () => tried.map((each) => each.zone).join(', '));
      },
    });
    await mustLeaveNoStrays(trial, 'zone probing leaves no machine that it did not tell of');
  },
});

function withVolume(facts: WorldFacts, full: readonly string[]): readonly Step[] {
  return [
    { op: 'create-volume', as: 'v1', request: { sizeGiB: facts.volumeGiBMin ?? 1 } },
    { op: 'await-volume', target: 'v1' },
    ...drain(full),
    probing(facts, 'w1', { key: 'key', request: { ...plainRequest(facts), volumeIds: ['v1'] } }),
  ];
}
