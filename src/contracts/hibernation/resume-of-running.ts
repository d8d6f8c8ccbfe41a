import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause } from '../generators/pause.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { anySleeps } from '../generators/sleep-steps.ts';
import { eventuallyGet, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { fallsAsleep, ledgerEntry, mustGiveInstance, mustWakeUp } from '../sleep-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const timesMax = 4;
const expected = 'resume of an instance that runs changes nothing';

export const resumeOfRunning: Contract = defineContract({
  id: 'hibernation.resume-of-running',
  intent: 'hibernate',
  title: 'resume of a running instance is silent',
  statement:
    'resume of an instance that runs resolves to that instance and changes nothing, however often: it runs without a break, in the ledger too.',
  requires: ['hibernation'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(fc.array(anyPause(facts), { minLength: 1, maxLength: timesMax }), fc.option(anySleeps(facts, 'i1', 1)))
      .map(([pauses, slept]): readonly Step[] => [
        ...runningMachine(facts),
        ...(slept ?? []),
        ...pauses.flatMap((pause): readonly Step[] => [...pause, { op: 'resume', target: 'i1' }]),
      ]),
  run: async (trial: Trial) => {
    const awake = new Set<Name>();
    const asleep = new Set<Name>();
    await trial.play({
      spawn: mustSpawn,
      'await-running': (result) => {
        if (result.outcome === 'resolved' && !asleep.has(result.step.target)) awake.add(result.step.target);
      },
      hibernate: async (result) => {
        const { target } = result.step;
        awake.delete(target);
        if (await fallsAsleep(result, trial)) asleep.add(target);
      },
      resume: async (result) => {
        const { target } = result.step;
        if (asleep.delete(target)) {
          await mustWakeUp(result, trial);
          awake.add(target);
          return;
        }
        if (!awake.has(target)) return;
        mustGiveInstance(result, trial);
        const entry = await ledgerEntry(trial, target);
        trial.expect(entry?.running === true, expected, () => `the ledger does not have ${target} running`);
        await waitQuiet(trial);
        await eventuallyGet(trial, target, expected, (seen) => seen?.status === 'running');
      },
    });
  },
});
