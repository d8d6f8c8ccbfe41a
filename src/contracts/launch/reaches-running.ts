import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps } from '../generators/life-steps.ts';
import { anySpawnRequest } from '../generators/spawn-request.ts';
import { eventuallyList, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import type { Trial } from '../trial.ts';

export const reachesRunning: Contract = defineContract({
  id: 'launch.reaches-running',
  intent: 'launch',
  title: 'A spawned instance comes to run',
  statement:
    'Every spawned instance reaches the status running within the boot timeout, with nobody doing anything about it; list says the same within the consistency window, and it goes on running.',
  reaches: ['status running'],
  breadth: 2,
  steps: (facts) =>
    anyLifeSteps(facts, {
      kinds: ['spawn', 'spawn', 'await-running', 'wait', 'list'],
      request: anySpawnRequest(facts),
    }),
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn });
    for (const name of trial.alive()) {
      const reached = await trial.probe({ op: 'await-running', target: name });
      mustResolve(trial, reached, 'an instance reaches running within the boot timeout');
      await eventuallyList(trial, name, 'list shows it running too', (instance) => instance?.status === 'running');
    }
    await waitQuiet(trial);
    for (const name of trial.alive()) {
      const instance = mustGet(trial, await trial.probe({ op: 'get', target: name }));
      const isRunning = instance?.status === 'running';
      trial.expect(isRunning, 'an instance that ran goes on running', () => `${name} is ${instance?.status ?? 'null'}`);
    }
  },
});
