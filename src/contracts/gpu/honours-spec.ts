import { type Contract, defineContract } from '../contract.ts';
import { anyGpuRequest, typicalGpuRequests } from '../generators/gpu-request.ts';
import { anyLifeSteps, nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { honouredGoal, mustReportOnceRead } from '../honoured.ts';
import { sameValue } from '../same-value.ts';
import type { Step } from '../step.ts';

export const honoursSpec: Contract = defineContract({
  id: 'gpu.honours-spec',
  intent: 'launch',
  title: 'The machine has the GPUs that were asked for',
  statement:
    'Once the consistency window has passed, get reports the model and the number of GPUs that spawn was asked for. list reports the same where it reports GPUs.',
  requires: ['gpu'],
  reaches: [honouredGoal],
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anyGpuRequest(facts) }),
  boundaries: (facts) => {
    const spawns = typicalGpuRequests(facts).map(
      (request, index): Step => ({ op: 'spawn', as: nameAt(index), request }),
    );
    return [...spawns.map((spawn) => [spawn]), spawns.slice(0, spawnCountMax(facts))].filter(
      ({ length }) => length > 0,
    );
  },
  run: (trial) =>
    mustReportOnceRead(trial, {
      asked: ({ spec }) => spec.gpu,
      reported: ({ spec }) => spec?.gpu,
      isHonoured: (asked, reported) => sameValue(asked, reported),
      expected: 'the GPUs are those that were asked for',
    }),
});
