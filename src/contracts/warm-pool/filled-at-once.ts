import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { anyPool, elsewhere, fill, type PoolOrder, smallPool } from '../generators/pool-steps.ts';
import { idsBefore, mustFill, mustLeaveVolumes } from '../pool-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const processesMax = 3;

export const filledAtOnce: Contract = defineContract({
  id: 'warm-pool.filled-at-once',
  intent: 'volume',
  title: 'However many fill a pool, it is one pool',
  statement:
    'When several processes run warm-pool with one input at the same time, the pool has as many volumes as were asked for, and no volume is made twice.',
  workflow: 'warm-pool',
  needs: ['ledger', 'processes'],
  reaches: ['overlap resolved'],
  steps: (facts) =>
    fc.tuple(anyPool(facts), fc.integer({ min: 2, max: processesMax })).map(([pool, count]) => atOnce(pool, count)),
  boundaries: (facts) => [atOnce(smallPool(facts), 2)],
  run: async (trial: Trial) => {
    const before = await idsBefore(trial);
    await trial.play();
    await waitQuiet(trial);
    const [order] = trial.steps.flatMap(ordersOf);
    if (order === undefined) return;
    const entries = await trial.ledger.entries();
    const made = entries.filter(({ kind, id }) => kind === 'volume' && !before.has(id));
    const { ids } = await mustFill(trial, await trial.probe(fill('late', order)));
    const expected = 'processes that fill a pool at the same time make every volume once';
    await mustLeaveVolumes(trial, before, ids, expected);
    trial.expect(made.length <= ids.length, expected, () => `${made.length} volumes were made for ${ids.length}`);
  },
});

function ordersOf(step: Step): readonly PoolOrder[] {
  if (step.op === 'overlap') return step.clients.flat().flatMap(ordersOf);
  if (step.op === 'process') return step.steps.flatMap(ordersOf);
  return step.op === 'workflow' ? [step.input as PoolOrder] : [];
}

function atOnce(pool: PoolOrder, count: number): readonly Step[] {
  const clients = Array.from({ length: count }, (_, index) => [elsewhere(fill(`p${index + 1}`, pool))]);
  return [{ op: 'overlap', clients }];
}
