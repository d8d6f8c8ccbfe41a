import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { readySnapshot } from '../generators/snapshot-steps.ts';
import { anyUnknownId, typicalUnknownIds } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustRefuse } from '../refusals.ts';
import { mustSnapshot } from '../snapshot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const idsMax = 3;

export const unknownIsNotFound: Contract = defineContract({
  id: 'snapshots.unknown-is-not-found',
  intent: 'snapshot',
  title: 'An unknown snapshot is NOT_FOUND',
  statement:
    'getSnapshotStatus throws a ProviderError with the code NOT_FOUND for an id that the service does not know, however the id is spelt and whatever snapshots there are.',
  requires: ['snapshots'],
  steps: (facts) =>
    fc
      .tuple(fc.array(fc.oneof(anyUnknownId(), anyOddId()), { minLength: 1, maxLength: idsMax }), fc.boolean())
      .map(([ids, alone]): readonly Step[] => [
        ...(alone ? [] : [...runningMachine(facts), ...readySnapshot('i1', 's1')]),
        ...ids.map((target): Step => ({ op: 'snapshot-status', target })),
      ]),
  boundaries: (facts) => [
    [
      ...runningMachine(facts),
      ...readySnapshot('i1', 's1'),
      ...typicalUnknownIds.map((target): Step => ({ op: 'snapshot-status', target })),
    ],
  ],
  run: (trial: Trial) =>
    trial.play({
      spawn: mustSpawn,
      'create-snapshot': mustSnapshot,
      'snapshot-status': (result) => {
        const expected = 'getSnapshotStatus throws NOT_FOUND for an id that nobody knows';
        mustRefuse(trial, result, expected, ['NOT_FOUND']);
      },
    }),
});
