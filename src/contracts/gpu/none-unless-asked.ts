import type { Instance } from '../../provider/instance.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyGpuRequest, typicalGpuRequests } from '../generators/gpu-request.ts';
import { anyLifeSteps, nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { findInstance, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet, mustList } from '../reads.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

export const noneUnlessAsked: Contract = defineContract({
  id: 'gpu.none-unless-asked',
  intent: 'launch',
  title: 'A machine without GPUs has none',
  statement:
    'A machine for which no GPU was asked reports none, in get and in list, also where machines beside it have GPUs: GPUs are dear, and nobody wants them by accident.',
  requires: ['gpu'],
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anyGpuRequest(facts) }),
  boundaries: (facts) => [
    [...typicalGpuRequests(facts).slice(0, 1), plainRequest(facts)]
      .slice(-spawnCountMax(facts))
      .map((request, index): Step => ({ op: 'spawn', as: nameAt(index), request })),
  ],
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn });
    await waitQuiet(trial);
    const listed = mustList(trial, await trial.probe({ op: 'list' }));
    for (const { step } of trial.results('spawn')) {
      if (step.request.spec.gpu !== undefined) continue;
      mustHaveNone(trial, step.as, mustGet(trial, await trial.probe({ op: 'get', target: step.as })));
      mustHaveNone(trial, step.as, findInstance(listed, trial.idOf(step.as)));
    }
  },
});

function mustHaveNone(trial: Trial, name: Name, instance: Instance | null | undefined): void {
  const gpu = instance?.spec?.gpu;
  const hasNone = gpu === undefined || gpu === null || gpu.count === 0;
  trial.expect(hasNone, 'a machine for which no GPU was asked has none', () => `${name} reports ${describeValue(gpu)}`);
}
