import fc from 'fast-check';
import type { Death } from '../../testbed/processes.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyDeath, deathsMax, everyDeath } from '../generators/death.ts';
import { anyKey, spawnUnder } from '../generators/keyed-request.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

export const survivesACrash: Contract = defineContract({
  id: 'idempotency.survives-a-crash',
  intent: 'launch',
  title: 'After a crash the key finds what was made',
  statement:
    'When the process that spawns under a key dies, before or after any of its calls, the same spawn in another process, once the consistency window has passed, resolves to the one machine of the key: the one that was made, or else a new one.',
  requires: ['idempotentSpawn'],
  needs: ['processes', 'ledger'],
  reaches: ['process died'],
  steps: (facts) =>
    fc.tuple(anyKey(), anyDeath(), fc.boolean()).map(([key, death, twice]) => crashes(facts, key, death, twice)),
  boundaries: (facts) => everyDeath(deathsMax).map((death) => crashes(facts, 'key', death, false)),
  run: async (trial: Trial) => {
    await trial.play({
      process: async (result) => {
        const { died } = mustResolve(trial, result);
        if (died) trial.reach('process died');
        await waitQuiet(trial);
      },
      spawn: (result) => mustSpawn(result, trial),
    });
    const ids = new Set(trial.bound().map((name) => trial.idOf(name)));
    trial.expect(ids.size <= 1, 'a key gives one instance, whoever died over it', () => [...ids].join(', '));
    await waitQuiet(trial);
    for (const name of trial.bound()) await mustExist(trial, name, 'the instance of a key exists');
    if (trial.results('spawn').length === 0) return;
    await mustLeaveNoStrays(trial, 'a key over which a process died has one machine');
  },
});

function crashes(facts: WorldFacts, key: string, death: Death, twice: boolean): readonly Step[] {
  const crash: Step = { op: 'process', steps: [spawnUnder(facts, 'd1', key)], death };
  return [crash, ...(twice ? [crash] : []), spawnUnder(facts, 'i1', key)];
}
