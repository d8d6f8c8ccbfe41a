import fc from 'fast-check';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause } from '../generators/pause.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { anySleeps, sleep } from '../generators/sleep-steps.ts';
import { eventuallyReadsGone, isEnded, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import { mustRefuse } from '../refusals.ts';
import { fallsAsleep, mustWakeUp } from '../sleep-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { eventuallyGone } from '../truth-checks.ts';

export const terminateAsleep: Contract = defineContract({
  id: 'hibernation.terminate-asleep',
  intent: 'hibernate',
  title: 'A hibernated instance can be terminated, for good',
  statement:
    'terminate of a hibernated instance resolves, and the machine is gone in the ledger and for get. resume of what is gone throws a ProviderError and brings nothing back.',
  requires: ['hibernation'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(fc.option(anySleeps(facts, 'i1', 2)), fc.boolean(), anyPause(facts))
      .map(([turns, settles, pause]): readonly Step[] => [
        ...runningMachine(facts),
        ...(turns ?? []),
        { op: 'hibernate', target: 'i1' },
        ...(settles ? pause : []),
        { op: 'terminate', target: 'i1' },
      ]),
  boundaries: (facts) => [
    [...runningMachine(facts), ...sleep('i1'), { op: 'hibernate', target: 'i1' }, { op: 'terminate', target: 'i1' }],
  ],
  run: async (trial: Trial) => {
    const asleep = new Set<Name>();
    await trial.play({
      spawn: mustSpawn,
      hibernate: async (result) => {
        if (await fallsAsleep(result, trial)) asleep.add(result.step.target);
      },
      resume: async (result) => {
        if (asleep.delete(result.step.target)) await mustWakeUp(result, trial);
      },
      terminate: async (result) => {
        mustResolve(trial, result);
        const { target } = result.step;
        if (trial.idOf(target) === undefined) return;
        await eventuallyGone(trial, target, 'a hibernated instance that was terminated is gone in the ledger');
        await eventuallyReadsGone(trial, target);
        await waitQuiet(trial);
        mustRefuse(trial, await trial.probe({ op: 'resume', target }), 'resume of what is gone throws a ProviderError');
        await waitQuiet(trial);
        const seen = mustGet(trial, await trial.probe({ op: 'get', target }));
        trial.expect(isEnded(seen), 'resume brings nothing back', () => `${target} is ${seen?.status}`);
      },
    });
  },
});
