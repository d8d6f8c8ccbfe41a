import type { Instance, InstanceStatus } from '../../provider/instance.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { endedNames, findInstance, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet, mustList } from '../reads.ts';
import type { Name } from '../step.ts';
import type { Trial } from '../trial.ts';
import { watchWindows } from '../window-watch.ts';

export const noResurrection: Contract = defineContract({
  id: 'terminate.no-resurrection',
  intent: 'terminate',
  title: 'What is terminated stays terminated',
  statement:
    'Once the consistency window has passed since terminate resolved, neither get nor list ever shows the instance as pending, starting, running or stopped again, whatever happens to other instances.',
  reaches: ['spawn resolved', 'terminate resolved'],
  steps: (facts) =>
    anyLifeSteps(facts, {
      kinds: ['spawn', 'terminate', 'terminate', 'get', 'list', 'wait', 'wait', 'await-running'],
      spawnsMax: 3,
      actionsMax: 12,
    }),
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: plainRequest(facts) },
      { op: 'await-running', target: 'i1' },
      { op: 'get', target: 'i1' },
      { op: 'list' },
      { op: 'terminate', target: 'i1' },
    ],
  ],
  run: async (trial: Trial) => {
    const watch = watchWindows(trial);
    await trial.play({
      spawn: (result) => {
        mustSpawn(result, trial);
        watch.stepEnded();
      },
      terminate: (result) => {
        mustResolve(trial, result);
        watch.written(result.step.target);
        watch.stepEnded();
      },
      wait: watch.stepEnded,
      'await-running': watch.stepEnded,
      get: (result) => {
        if (watch.due().includes(result.step.target)) mustStayGone(trial, result.step.target, mustGet(trial, result));
        watch.stepEnded();
      },
      list: (result) => {
        const listed = mustList(trial, result);
        for (const name of watch.due()) mustStayGone(trial, name, findInstance(listed, trial.idOf(name)));
        watch.stepEnded();
      },
    });

    await waitQuiet(trial);
    await mustReadGone(trial);
    await waitQuiet(trial);
    await mustReadGone(trial);
    await mustListGone(trial);
  },
});

async function mustReadGone(trial: Trial): Promise<void> {
  for (const name of endedNames(trial)) {
    mustStayGone(trial, name, mustGet(trial, await trial.probe({ op: 'get', target: name })));
  }
}

async function mustListGone(trial: Trial): Promise<void> {
  const listed = mustList(trial, await trial.probe({ op: 'list' }));
  for (const name of endedNames(trial)) mustStayGone(trial, name, findInstance(listed, trial.idOf(name)));
}

const comebacks: readonly InstanceStatus[] = ['pending', 'starting', 'running', 'stopped'];

function mustStayGone(trial: Trial, name: Name, instance: Instance | null | undefined): void {
  const isBack = instance !== null && instance !== undefined && comebacks.includes(instance.status);
  trial.expect(!isBack, 'a terminated instance never comes back', () => `${name} is ${instance?.status}`);
}
