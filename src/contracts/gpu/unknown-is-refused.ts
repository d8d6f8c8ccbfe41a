import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyGpuRequest } from '../generators/gpu-request.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

export const unknownIsRefused: Contract = defineContract({
  id: 'gpu.unknown-is-refused',
  intent: 'launch',
  title: 'GPUs that cannot be had are refused',
  statement:
    'spawn throws INVALID_SPEC, and creates nothing, for a GPU model that the service does not have and for a number of GPUs that is no whole number of at least 1.',
  requires: ['gpu'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(anyGpuRequest(facts), anyImpossible(facts), fc.boolean())
      .map(([valid, gpu, first]): readonly Step[] => [
        ...(first && spawnCountMax(facts) > 1 ? [{ op: 'spawn', as: 'i1', request: valid } as const] : []),
        { op: 'spawn', as: 'x1', request: impossible(facts, gpu) },
      ]),
  boundaries: (facts) => typicalGpus(facts).map((gpu) => [{ op: 'spawn', as: 'x1', request: impossible(facts, gpu) }]),
  run: async (trial: Trial) => {
    await trial.play({
      spawn: (result) => {
        if (result.step.as.startsWith('i')) mustSpawn(result, trial);
        else mustRefuse(trial, result, 'spawn with GPUs that nobody has throws INVALID_SPEC', ['INVALID_SPEC']);
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn with GPUs that nobody has creates nothing');
  },
});

type Gpu = Readonly<Record<string, unknown>> | string | null;

function anyImpossible(facts: WorldFacts): fc.Arbitrary<Gpu> {
  return fc.oneof(
    fc.constantFrom(...typicalGpus(facts)),
    anyUnknownId().map((model) => ({ model, count: 1 })),
    fc.integer({ min: -8, max: 0 }).map((count) => ({ model: knownModel(facts), count })),
  );
}

function typicalGpus(facts: WorldFacts): readonly Gpu[] {
  const model = knownModel(facts);
  return [
    { model: 'no-such-gpu', count: 1 },
    { model, count: 0 },
    { model, count: 0.5 },
    { model, count: '1' },
    { model },
    { count: 1 },
    model,
    null,
  ];
}

function knownModel({ gpuModels }: WorldFacts): string {
  return gpuModels?.[0] ?? 'no-such-gpu';
}

function impossible(facts: WorldFacts, gpu: Gpu): SpawnRequest {
  const { spec } = plainRequest(facts);
  return { spec: { ...spec, gpu } } as unknown as SpawnRequest;
}
