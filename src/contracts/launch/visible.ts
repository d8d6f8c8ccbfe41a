import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps, spawnCountMax } from '../generators/life-steps.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { anySpawnRequest } from '../generators/spawn-request.ts';
import { findInstance, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet, mustList } from '../reads.ts';
import type { Name } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { watchWindows } from '../window-watch.ts';

export const visible: Contract = defineContract({
  id: 'launch.visible',
  intent: 'launch',
  title: 'A spawned instance shows in get and list',
  statement:
    'Once the consistency window has passed since spawn resolved, get finds the instance under the id that spawn gave, and list holds it, at every look.',
  breadth: 2,
  steps: (facts) =>
    anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait', 'get', 'list'], request: anySpawnRequest(facts) }),
  boundaries: (facts) => [1, spawnCountMax(facts)].map((count) => spawnMany(facts, count)),
  run: async (trial: Trial) => {
    const watch = watchWindows(trial);
    await trial.play({
      spawn: (result) => {
        mustSpawn(result, trial);
        watch.written(result.step.as);
        watch.stepEnded();
      },
      wait: watch.stepEnded,
      get: (result) => {
        if (watch.due().includes(result.step.target)) mustShow(trial, result);
        watch.stepEnded();
      },
      list: (result) => {
        for (const name of watch.due()) mustHold(trial, name, result);
        watch.stepEnded();
      },
    });

    await waitQuiet(trial);
    const listed = await trial.probe({ op: 'list' });
    for (const name of trial.bound()) {
      mustShow(trial, await trial.probe({ op: 'get', target: name }));
      mustHold(trial, name, listed);
    }
  },
});

function mustShow(trial: Trial, result: StepResult<'get'>): void {
  const instance = mustGet(trial, result);
  const isIt = instance !== null && instance.id === trial.idOf(result.step.target);
  trial.expect(isIt, 'get finds the instance within the consistency window', () => describeResult(result));
}

function mustHold(trial: Trial, name: Name, result: StepResult<'list'>): void {
  const listed = mustList(trial, result);
  const isThere = findInstance(listed, trial.idOf(name)) !== undefined;
  trial.expect(
    isThere,
    'list holds the instance within the consistency window',
    () => `${name} is not among the ${listed.length} listed`,
  );
}
