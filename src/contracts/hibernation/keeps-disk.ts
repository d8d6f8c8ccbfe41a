import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { createDiskNotes, mustHaveDisk, noteSpawn, noteWrite } from '../disk-notes.ts';
import { anyDiskText } from '../generators/disk-text.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { sleep } from '../generators/sleep-steps.ts';
import { mustSpawn } from '../instance-checks.ts';
import { fallsAsleep, mustWakeUp } from '../sleep-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const turnsMax = 4;

export const keepsDisk: Contract = defineContract({
  id: 'hibernation.keeps-disk',
  intent: 'hibernate',
  title: 'A resumed instance has its disk',
  statement: 'What was on the disk of an instance when it was hibernated is there when it runs again, however often.',
  requires: ['hibernation'],
  needs: ['disk'],
  reaches: ['hibernate resolved', 'resume resolved', 'read-disk resolved'],
  steps: (facts) => {
    const turn = fc.tuple(anyDiskText(), fc.boolean());
    return fc
      .array(turn, { minLength: 1, maxLength: turnsMax })
      .map((turns): readonly Step[] => [
        ...runningMachine(facts),
        ...turns.flatMap(([text, writes], index): readonly Step[] => [
          ...(writes || index === 0 ? [{ op: 'write-disk', target: 'i1', text } as const] : []),
          ...sleep('i1'),
        ]),
      ]);
  },
  run: async (trial: Trial) => {
    const notes = createDiskNotes();
    const asleep = new Set<Name>();
    await trial.play({
      spawn: (result) => {
        mustSpawn(result, trial);
        noteSpawn(notes, result);
      },
      'write-disk': (result) => {
        // A machine that sleeps or boots cannot be written to, and keeps what it has.
        if (result.outcome === 'resolved') noteWrite(notes, result);
      },
      hibernate: async (result) => {
        if (await fallsAsleep(result, trial)) asleep.add(result.step.target);
      },
      resume: async (result) => {
        const { target } = result.step;
        if (!asleep.delete(target)) return;
        await mustWakeUp(result, trial);
        await mustHaveDisk(trial, notes, target, 'an instance has its disk when it runs again');
      },
    });
  },
});
