import fc from 'fast-check';
import { isProviderError } from '../../provider/provider-error.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { describeResult, mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyKey, spawnUnder } from '../generators/keyed-request.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const clientsMax = 3;
const callsMax = 2;

export const atTheSameTime: Contract = defineContract({
  id: 'idempotency.at-the-same-time',
  intent: 'launch',
  title: 'One key gives one instance, however many ask at once',
  statement:
    'When several clients call spawn at the same time with one idempotency key and one request, one machine is made. Each is given that instance, or a retryable error, and who asks again afterwards is given it.',
  requires: ['idempotentSpawn'],
  needs: ['ledger'],
  reaches: ['overlap resolved', 'spawn resolved'],
  steps: anyClients,
  boundaries: (facts) => [
    [
      {
        op: 'overlap',
        clients: [[spawnUnder(facts, 'c1n1', 'key')], [spawnUnder(facts, 'c2n1', 'key')]],
      },
    ],
  ],
  run: async (trial: Trial) => {
    await trial.play({ overlap: (result) => mustAgree(trial, result) });
    await waitQuiet(trial);
    for (const { step } of trial.results('overlap')) {
      const again = step.clients.flat().find((inner) => inner.op === 'spawn');
      if (again === undefined) continue;
      const late = await trial.probe({ ...again, as: 'late' });
      mustSpawn(late, trial);
      mustBeOne(trial);
    }
    await mustLeaveNoStrays(trial, 'clients that share a key share one machine');
  },
});

function mustAgree(trial: Trial, result: StepResult<'overlap'>): void {
  const calls = mustResolve(trial, result).flat();
  for (const { result: inner } of calls) {
    if (inner.outcome === 'resolved') continue;
    const isRetryable = inner.outcome === 'threw' && isProviderError(inner.thrown) && inner.thrown.retryable;
    const expected = 'a client that meets another with its key gets the instance or a retryable error';
    trial.expect(isRetryable, expected, () => describeResult(inner));
  }
  mustBeOne(trial);
}

function mustBeOne(trial: Trial): void {
  const ids = new Set(trial.bound().map((name) => trial.idOf(name)));
  trial.expect(ids.size <= 1, 'clients that share a key are given one instance', () => [...ids].join(', '));
}

function anyClients(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const waits = fc.array(fc.constantFrom(0, 0, 1, 5, 40), { minLength: 1, maxLength: callsMax });
  return fc
    .tuple(anyKey(), fc.array(waits, { minLength: 2, maxLength: clientsMax }))
    .map(([key, clients]): readonly Step[] => [
      {
        op: 'overlap',
        clients: clients.map((pauses, client) =>
          pauses.flatMap((ms, index): readonly Step[] => [
            ...(ms === 0 ? [] : [{ op: 'wait', ms } as const]),
            spawnUnder(facts, `c${client + 1}n${index + 1}`, key),
          ]),
        ),
      },
    ]);
}
