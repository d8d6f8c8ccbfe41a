import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { bootstrapStep } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustRefuse } from '../refusals.ts';
import { sameValue } from '../same-value.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const asksMax = 3;

export const undeclaredIsRefused: Contract = defineContract({
  id: 'capabilities.undeclared-is-refused',
  intent: 'operate',
  title: 'What is not declared is refused, never ignored',
  statement:
    'Where a flag is false, what only that capability can honour is refused with INVALID_SPEC: GPUs, a network, volumes, a snapshot, an idempotency key, a tailnet. A caller whose wish is passed over in silence finds out when it is too late.',
  steps: (facts) =>
    fc
      .array(fc.constantFrom(...asks(facts)), { minLength: 1, maxLength: spawnCountMax(facts, asksMax) })
      .map((asked) => asked.flatMap((ask, index) => ask(`x${index + 1}`))),
  boundaries: (facts) => asks(facts).map((ask) => ask('x1')),
  run: async (trial: Trial) => {
    const plain = plainRequest(trial.facts);
    await trial.play({
      spawn: (result) => {
        if (sameValue(result.step.request, plain)) mustSpawn(result, trial);
        else mustBeRefused(result, trial);
      },
      bootstrap: mustBeRefused,
    });
  },
});

function mustBeRefused(result: StepResult<'spawn'> | StepResult<'bootstrap'>, trial: Trial): void {
  mustRefuse(trial, result, 'what only an undeclared capability can honour throws INVALID_SPEC', ['INVALID_SPEC']);
}

type Ask = (as: string) => readonly Step[];

/** One for each part of a request that nothing declared can honour; a plain machine where all is declared. */
function asks(facts: WorldFacts): readonly Ask[] {
  const { declared, networks, gpuModels } = facts;
  const plain = plainRequest(facts);
  const spawning =
    (request: SpawnRequest): Ask =>
    (as) => [{ op: 'spawn', as, request }];
  const undeclared: readonly (readonly [isDeclared: boolean | undefined, ask: Ask])[] = [
    [declared?.gpu, spawning({ spec: { ...plain.spec, gpu: { model: gpuModels?.[0] ?? 'any', count: 1 } } })],
    [declared?.customNetworking, spawning({ ...plain, network: networks?.[0] ?? 'any' })],
    [declared?.persistentVolumes || declared?.warmVolumes, spawning({ ...plain, volumeIds: ['no-such-volume'] })],
    [declared?.snapshots, spawning({ ...plain, snapshotId: 'no-such-snapshot' })],
    [declared?.idempotentSpawn, spawning({ ...plain, idempotencyKey: 'key' })],
    [declared?.tailscaleNative, () => bootstrapStep({ tailscale: { authKey: 'secret:1' } })],
  ];
  const left = undeclared.filter(([isDeclared]) => !isDeclared).map(([, ask]) => ask);
  return left.length === 0 ? [spawning(plain)] : left;
}
