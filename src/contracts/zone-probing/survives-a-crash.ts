import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { Death } from '../../testbed/processes.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyDeath, everyDeath } from '../generators/death.ts';
import { anyZones, drain, probing, probingInput } from '../generators/zone-steps.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';
import { mustLeaveNothing, mustProbe } from '../zone-checks.ts';
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
  steps: (facts) =>
    fc
      .tuple(anyZones(facts), fc.nat(), anyDeath(callsMax), fc.boolean())
      .map(([zones, full, death, undoes]) => crash(facts, zones, full % zones.length, death, undoes)),
  boundaries: (facts) =>
    everyDeath(callsMax).flatMap((death) => {
      const zones = facts.zones ?? [];
      return [crash(facts, zones, 1, death, false), crash(facts, zones, 1, death, true)];
    }),
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    await trial.play({
      ...watch.checks,
      process: async (result) => {
        if (mustResolve(trial, result).died) trial.reach('process died');
        await waitQuiet(trial);
      },
      workflow: async (result) => {
        if (probingInput(result.step).zones?.every(watch.isFull)) return;
        await mustProbe(trial, result);
        await mustLeaveNoStrays(trial, 'a key over which a process died has one machine');
      },
      compensate: async (result) => {
        mustResolve(trial, result, 'compensation works, whoever died');
        await mustLeaveNothing(trial, 'compensation leaves nothing of a probing that died');
        trial.reach('it was undone');
      },
    });
    const ids = new Set(trial.bound().map((name) => trial.idOf(name)));
    trial.expect(ids.size <= 1, 'a key gives one machine, whoever died over it', () => [...ids].join(', '));
  },
});

/** More calls than a probing of three zones makes. */
const callsMax = 8;

/** The first zones are sold out. */
function crash(
  facts: WorldFacts,
  zones: readonly string[],
  full: number,
  death: Death,
  undoes: boolean,
): readonly Step[] {
  const input = { key: 'key', zones };
  const again = probing(facts, 'w1', input) as Extract<Step, { op: 'workflow' }>;
  return [
    ...drain(zones.slice(0, full)),
    { op: 'process', steps: [probing(facts, 'd1', input)], death },
    undoes ? { op: 'compensate', workflow: zoneProbingName, input: again.input } : again,
  ];
}
