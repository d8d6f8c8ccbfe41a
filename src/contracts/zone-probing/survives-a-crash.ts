import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { Death } from '../../testbed/processes.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyDeath, everyDeath } from '../generators/death.ts';
import { anyZones, drain, probing, probingInput } from '../generators/zone-steps.ts';
import { waitQuiet } from '../quiet.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveOnly, mustProbe } from '../zone-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const survivesACrash: Contract = defineContract({
  id: 'zone-probing.survives-a-crash',
  intent: 'launch',
  title: 'After a crash, zone probing finds its machine or undoes it',
  statement:
    'When the process that probes dies, before or after any of its calls, the same probing in another process, once the consistency window has passed, gives the one machine of the key; and compensation instead leaves nothing.',
  workflow: zoneProbingName,
  needs: ['processes', 'zones', 'ledger'],
  reaches: ['process died', 'it was undone'],
  breadth: 2,
  steps: (facts) =>
    fc
      .tuple(anyZones(facts), fc.nat(), anyDeath())
      .map(([zones, full, death]) => crashes(facts, zones, full % zones.length, death)),
  // The last calls first: they are the ones that make something.
  boundaries: (facts) =>
    everyDeath(callsMax)
      .toReversed()
      .map((death) => crashes(facts, facts.zones ?? [], 1, death)),
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    const kept: string[] = [];
    await trial.play({
      ...watch.checks,
      process: async (result) => {
        if (mustResolve(trial, result).died) trial.reach('process died');
        await waitQuiet(trial);
      },
      workflow: async (result) => {
        if (probingInput(result.step).zones?.every(watch.isFull)) return;
        const { id } = await mustProbe(trial, result);
        const before = trial.idOf('d1-1') ?? id;
        trial.expect(id === before, 'a key gives one machine, whoever died over it', () => `${id}, after ${before}`);
        kept.push(id);
        await mustLeaveOnly(trial, kept, 'a key over which a process died has one machine');
      },
      compensate: async (result) => {
        mustResolve(trial, result, 'compensation works, whoever died');
        await mustLeaveOnly(trial, kept, 'compensation leaves nothing of a probing that died');
        trial.reach('it was undone');
      },
    });
  },
});

/** As many calls as it takes to learn of the zones and to launch in the second. */
const callsMax = 5;

/** A probing that dies and is repeated, and one that dies and is undone. The first zones are sold out. */
function crashes(facts: WorldFacts, zones: readonly string[], full: number, death: Death): readonly Step[] {
  const dies = (as: Name, key: string): Step => ({
    op: 'process',
    steps: [probing(facts, as, { key, zones })],
    death,
  });
  const { input } = probing(facts, 'd2', { key: 'undone', zones });
  return [
    ...drain(zones.slice(0, full)),
    dies('d1', 'repeated'),
    probing(facts, 'w1', { key: 'repeated', zones }),
    dies('d2', 'undone'),
    { op: 'compensate', workflow: zoneProbingName, input },
  ];
}
