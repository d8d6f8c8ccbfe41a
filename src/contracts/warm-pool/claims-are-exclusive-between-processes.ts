import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPool, claimsServed, elsewhere, fill, type PoolOrder, smallPool } from '../generators/pool-steps.ts';
import { claim } from '../generators/warm-steps.ts';
import { claimedId, mustFill } from '../pool-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { ProcessResult } from '../step-value.ts';
import type { Trial } from '../trial.ts';
import { mustClaimOrBeToldEmpty } from '../warm-claims.ts';

const processesMax = 3;

export const claimsAreExclusiveBetweenProcesses: Contract = defineContract({
  id: 'warm-pool.claims-are-exclusive-between-processes',
  intent: 'volume',
  title: 'Processes that claim at the same time share nothing',
  statement:
    'When several processes claim volumes of a pool at the same time, each that is given one has it alone; who gets none is told CAPACITY_ERROR, and not all of them are while the pool has volumes.',
  workflow: 'warm-pool',
  requires: ['warmVolumes'],
  needs: ['ledger', 'processes'],
  reaches: ['overlap resolved', 'claim-warm resolved'],
  steps: (facts) =>
    fc
      .tuple(anyPool(facts), fc.integer({ min: 2, max: processesMax }), fc.integer({ min: 1, max: 2 }))
      .map(([pool, processes, each]) => claims(facts, pool, processes, each)),
  boundaries: (facts) => [claims(facts, smallPool(facts), 2, 1), claims(facts, smallPool(facts), 3, 1)],
  run: async (trial: Trial) => {
    let isFilled = false;
    await trial.play({
      workflow: async (result) => {
        await mustFill(trial, result);
        isFilled = true;
        await waitQuiet(trial);
      },
      overlap: (result) => {
        const made = mustResolve(trial, result)
          .flat()
          .flatMap((timed) => claimsIn(timed.result));
        for (const each of made) mustClaimOrBeToldEmpty(trial, each);
        const given = made.flatMap((each) => claimedId(each) ?? []);
        const shared = given.find((id, index) => given.indexOf(id) < index);
        trial.expect(shared === undefined, 'no two processes are given one volume', () => `${shared} was given twice`);
        const isServed = given.length > 0 || made.length === 0 || !isFilled;
        trial.expect(isServed, 'of processes that claim at the same time one is served', 'none of them was');
      },
    });
  },
});

/** The claims that a process made. */
function claimsIn(result: StepResult): readonly StepResult<'claim-warm'>[] {
  if (result.step.op === 'claim-warm') return [result as StepResult<'claim-warm'>];
  if (result.step.op !== 'process' || result.outcome !== 'resolved') return [];
  return (result.value as ProcessResult).results.flatMap(claimsIn);
}

function claims(facts: WorldFacts, pool: PoolOrder, processes: number, each: number): readonly Step[] {
  const count = Math.min(each, Math.max(1, Math.floor(claimsServed(pool, facts) / processes)));
  const process = (index: number) =>
    elsewhere(...Array.from({ length: count }, (_, own) => claim(`c${index + 1}w${own + 1}`)));
  return [
    fill('p1', pool),
    { op: 'overlap', clients: Array.from({ length: processes }, (_, index) => [process(index)]) },
  ];
}
