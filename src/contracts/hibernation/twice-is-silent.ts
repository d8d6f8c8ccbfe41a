import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause } from '../generators/pause.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { eventuallyGet, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { fallsAsleep } from '../sleep-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const timesMax = 4;

export const twiceIsSilent: Contract = defineContract({
  id: 'hibernation.twice-is-silent',
  intent: 'hibernate',
  title: 'hibernate may be called again and again',
  statement: 'hibernate resolves however often it is called for the same instance, and the instance stays stopped.',
  requires: ['hibernation'],
  steps: (facts) =>
    fc.array(anyPause(facts), { minLength: 2, maxLength: timesMax }).map((pauses) => again(facts, pauses)),
  boundaries: (facts) => [again(facts, [[], [], []])],
  run: async (trial: Trial) => {
    const asleep = new Set<Name>();
    await trial.play({
      spawn: mustSpawn,
      hibernate: async (result) => {
        const { target } = result.step;
        if (!asleep.has(target)) {
          if (await fallsAsleep(result, trial)) asleep.add(target);
          return;
        }
        mustResolve(trial, result, 'hibernate resolves for an instance that sleeps');
        await waitQuiet(trial);
        const expected = 'an instance that is hibernated again stays stopped';
        await eventuallyGet(trial, target, expected, (seen) => seen?.status === 'stopped');
      },
    });
  },
});

function again(facts: WorldFacts, pauses: readonly (readonly Step[])[]): readonly Step[] {
  return [
    ...runningMachine(facts),
    ...pauses.flatMap((pause): readonly Step[] => [{ op: 'hibernate', target: 'i1' }, ...pause]),
  ];
}
