import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
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
  id: 'networking.unknown-is-refused',
  intent: 'launch',
  title: 'Nothing is made on a network that is not there',
  statement:
    'spawn throws INVALID_SPEC for a network that the service does not have, and creates nothing: a machine that landed on the default network instead would be reachable from where it should not be.',
  requires: ['customNetworking'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(anyUnknownNetwork(facts), fc.boolean())
      .map(([network, first]): readonly Step[] => [
        ...(first && spawnCountMax(facts) > 1
          ? [{ op: 'spawn', as: 'i1', request: plainRequest(facts) } as const]
          : []),
        { op: 'spawn', as: 'x1', request: { ...plainRequest(facts), network } },
      ]),
  boundaries: (facts) => [[{ op: 'spawn', as: 'x1', request: { ...plainRequest(facts), network: '' } }]],
  run: async (trial: Trial) => {
    await trial.play({
      spawn: (result) => {
        if (result.step.request.network === undefined) mustSpawn(result, trial);
        else mustRefuse(trial, result, 'spawn on an unknown network throws INVALID_SPEC', ['INVALID_SPEC']);
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn on an unknown network creates nothing');
  },
});

function anyUnknownNetwork({ networks = [] }: WorldFacts): fc.Arbitrary<string> {
  const almost = networks.map((network) => `${network}-x`).filter((network) => !networks.includes(network));
  return almost.length === 0 ? anyUnknownId() : fc.oneof(anyUnknownId(), fc.constantFrom(...almost));
}
