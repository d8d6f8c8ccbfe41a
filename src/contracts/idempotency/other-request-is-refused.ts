import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyKey, anyOtherRequest, otherRequests, spawnUnder } from '../generators/keyed-request.ts';
import { anyPause } from '../generators/pause.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustRefuse } from '../refusals.ts';
import { sameValue } from '../same-value.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

export const otherRequestIsRefused: Contract = defineContract({
  id: 'idempotency.other-request-is-refused',
  intent: 'launch',
  title: 'A key stands for one request',
  statement:
    'spawn throws INVALID_SPEC, and makes nothing, for a key that was used with another request: who asks for more is never told that it got it. The first request still gives its instance.',
  requires: ['idempotentSpawn'],
  needs: ['ledger'],
  reaches: ['spawn resolved', 'spawn threw INVALID_SPEC'],
  steps: (facts) =>
    fc
      .tuple(anyKey(), anyOtherRequest(facts), anyPause(facts), fc.boolean())
      .map(([key, other, pause, again]): readonly Step[] => [
        spawnUnder(facts, 'i1', key),
        ...pause,
        { op: 'spawn', as: 'x1', request: { ...other, idempotencyKey: key } },
        ...(again ? [spawnUnder(facts, 'i2', key)] : []),
      ]),
  boundaries: othersUnderOneKey,
  run: async (trial: Trial) => {
    let first: SpawnRequest | undefined;
    await trial.play({
      spawn: (result) => {
        const { request } = result.step;
        first ??= request;
        if (sameValue(first, request)) mustSpawn(result, trial);
        else
          mustRefuse(trial, result, 'a key that was used with another request throws INVALID_SPEC', ['INVALID_SPEC']);
      },
    });
    const ids = new Set(trial.bound().map((name) => trial.idOf(name)));
    trial.expect(ids.size <= 1, 'the first request still gives its instance', () => [...ids].join(', '));
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'another request under a key that was used makes nothing');
  },
});

function othersUnderOneKey(facts: WorldFacts): readonly (readonly Step[])[] {
  return otherRequests(facts).map((other) => [
    spawnUnder(facts, 'i1', 'key'),
    { op: 'spawn', as: 'x1', request: { ...other, idempotencyKey: 'key' } },
  ]);
}
