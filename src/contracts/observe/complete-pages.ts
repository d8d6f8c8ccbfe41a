import fc from 'fast-check';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { countsAtPageBoundaries, listedMax } from '../generators/page-counts.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { isLastWrite, waitQuiet } from '../quiet.ts';
import { mustList } from '../reads.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const completePages: Contract = defineContract({
  id: 'observe.complete-pages',
  intent: 'observe',
  title: 'A list holds every page',
  statement:
    'Once the consistency window has passed, list holds every instance that is alive exactly once, however many pages the service needs for them.',
  steps: (facts) => {
    const counts = fc.oneof(
      fc.integer({ min: 0, max: listedMax(facts) }),
      fc.constantFrom(...countsAtPageBoundaries(facts)),
    );
    return fc
      .tuple(counts, fc.array(fc.nat(listedMax(facts)), { maxLength: 2 }))
      .map(([count, ends]): readonly Step[] => [
        ...spawnMany(facts, count),
        ...ends.filter((end) => end < count).map((end): Step => ({ op: 'terminate', target: `i${end + 1}` })),
        { op: 'list' },
      ]);
  },
  boundaries: (facts) =>
    countsAtPageBoundaries(facts).map((count): readonly Step[] => [...spawnMany(facts, count), { op: 'list' }]),
  run: (trial) => trial.play({ spawn: quietAfterLast, terminate: quietAfterLast, list: mustBeComplete }),
});

async function quietAfterLast(result: StepResult<'spawn'> | StepResult<'terminate'>, trial: Trial): Promise<void> {
  mustResolve(trial, result);
  if (isLastWrite(trial, result.step)) await waitQuiet(trial);
}

function mustBeComplete(result: StepResult<'list'>, trial: Trial): void {
  const listed = mustList(trial, result);
  for (const name of trial.alive()) {
    const times = listed.filter((instance) => instance.id === trial.idOf(name)).length;
    trial.expect(
      times === 1,
      'list holds every instance that is alive exactly once',
      () => `${name} ${times} times; ${listed.length} listed, ${trial.alive().length} alive`,
    );
  }
}
