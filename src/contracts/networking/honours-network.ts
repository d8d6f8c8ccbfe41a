import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps, spawnCountMax } from '../generators/life-steps.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { honouredGoal, mustReportOnceRead } from '../honoured.ts';

export const honoursNetwork: Contract = defineContract({
  id: 'networking.honours-network',
  intent: 'launch',
  title: 'The machine is on the network that was asked for',
  statement:
    'Once the consistency window has passed, get reports the network that spawn was asked for. list reports the same where it reports a network.',
  requires: ['customNetworking'],
  reaches: [honouredGoal],
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anyNetworkRequest(facts) }),
  boundaries: (facts) =>
    (facts.networks ?? []).flatMap((network) =>
      // Alone, and as many as there can be.
      [1, spawnCountMax(facts)].map((count) => spawnMany(facts, count, { network })),
    ),
  run: (trial) =>
    mustReportOnceRead(trial, {
      asked: ({ network }) => network,
      reported: ({ network }) => network,
      isHonoured: (asked, reported) => asked === reported,
      expected: 'the network is the one that was asked for',
    }),
});

function anyNetworkRequest(facts: WorldFacts): fc.Arbitrary<SpawnRequest> {
  const plain = plainRequest(facts);
  const named = (facts.networks ?? []).map((network) => ({ ...plain, network }));
  return fc.constantFrom(plain, ...named);
}
