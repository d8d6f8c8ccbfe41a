import type { Instance } from '../../provider/instance.ts';
import { type Contract, defineContract } from '../contract.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { anySleeps, sleep } from '../generators/sleep-steps.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustGet } from '../reads.ts';
import { sameValue } from '../same-value.ts';
import { fallsAsleep, mustWakeUp } from '../sleep-checks.ts';
import type { Name } from '../step.ts';
import type { Trial } from '../trial.ts';

const turnsMax = 4;

export const resumesTheSame: Contract = defineContract({
  id: 'hibernation.resumes-the-same',
  intent: 'hibernate',
  title: 'A resumed instance is the same one, and runs',
  statement:
    'resume of a hibernated instance resolves to the instance with the same id, which runs again within the boot timeout; its size, image, region and tags are what they were, however often it sleeps.',
  requires: ['hibernation'],
  steps: (facts) => anySleeps(facts, 'i1', turnsMax).map((turns) => [...runningMachine(facts), ...turns]),
  boundaries: (facts) =>
    [1, turnsMax - 1].map((turns) => [
      ...runningMachine(facts),
      ...Array.from({ length: turns }, () => sleep('i1')).flat(),
    ]),
  run: async (trial: Trial) => {
    const before = new Map<Name, Instance>();
    const asleep = new Set<Name>();
    await trial.play({
      spawn: mustSpawn,
      hibernate: async (result) => {
        const { target } = result.step;
        if (!(await fallsAsleep(result, trial))) return;
        asleep.add(target);
        const seen = mustGet(trial, await trial.probe({ op: 'get', target }));
        if (seen && !before.has(target)) before.set(target, seen);
      },
      resume: async (result) => {
        const { target } = result.step;
        if (!asleep.delete(target)) return;
        await mustWakeUp(result, trial);
        const seen = mustGet(trial, await trial.probe({ op: 'get', target }));
        const first = before.get(target);
        const change = first && fields.find((field) => !sameValue(first[field], seen?.[field]));
        trial.expect(
          change === undefined,
          'an instance is after its sleep what it was before',
          () => `${target}.${change} changed`,
        );
      },
    });
  },
});

const fields = ['spec', 'image', 'region', 'tags', 'createdAt'] as const;
