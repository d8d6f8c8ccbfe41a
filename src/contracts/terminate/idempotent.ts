import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { anyPause, longestPause } from '../generators/pause.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { endedNames, eventuallyReadsGone, mustSpawn } from '../instance-checks.ts';
import type { Name, Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const timesMax = 5;
const expected = 'terminate resolves, however often it is called';

export const idempotent: Contract = defineContract({
  id: 'terminate.idempotent',
  intent: 'terminate',
  title: 'terminate may be called again and again',
  statement:
    'terminate resolves however often it is called for the same instance: while it boots, runs, is going and after it is gone.',
  reaches: ['spawn resolved', 'terminate resolved'],
  steps: (facts) => {
    const lives = fc.array(anyLifeEndedOften(facts), { minLength: 1, maxLength: spawnCountMax(facts, 2) });
    return lives.map((drawn) => drawn.flatMap((life, index) => toSteps(facts, nameAt(index), life)));
  },
  boundaries: (facts) => {
    const long = [longestPause(facts)];
    return [
      toSteps(facts, 'i1', { pauses: [[], []], runs: true }),
      // Some forget what has ended, some as soon as something else begins.
      toSteps(facts, 'i1', { pauses: [[], ...Array.from({ length: timesMax }, () => long)], runs: false }),
      [1, 2]
        .slice(0, spawnCountMax(facts))
        .flatMap((number) => toSteps(facts, nameAt(number - 1), { pauses: [[], long], runs: number === 2 })),
    ];
  },
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn, terminate: mustEnd });
    for (const name of endedNames(trial)) {
      await eventuallyReadsGone(trial, name);
      mustEnd(await trial.probe({ op: 'terminate', target: name }), trial);
    }
  },
});

/** A pause before each call of terminate. */
interface LifeEndedOften {
  readonly pauses: readonly (readonly Step[])[];
  readonly runs: boolean;
}

function anyLifeEndedOften(facts: WorldFacts): fc.Arbitrary<LifeEndedOften> {
  return fc.record({ pauses: fc.array(anyPause(facts), { minLength: 1, maxLength: timesMax }), runs: fc.boolean() });
}

function toSteps(facts: WorldFacts, name: Name, { pauses, runs }: LifeEndedOften): readonly Step[] {
  return [
    { op: 'spawn', as: name, request: plainRequest(facts) },
    ...(runs ? [{ op: 'await-running', target: name } as const] : []),
    ...pauses.flatMap((pause): readonly Step[] => [...pause, { op: 'terminate', target: name }]),
  ];
}

function mustEnd(result: StepResult<'terminate'>, trial: Trial): void {
  mustResolve(trial, result, expected);
}
