import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { createDiskNotes, mustHaveDisk, noteSnapshot, noteSpawn, noteWrite } from '../disk-notes.ts';
import { anyDiskText } from '../generators/disk-text.ts';
import { nameAt } from '../generators/life-steps.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { readySnapshot, restore, restoreCountMax } from '../generators/snapshot-steps.ts';
import { mustBecomeReady, mustSnapshot, mustSpawnAlsoFromSnapshot } from '../snapshot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const restoresMax = 3;

export const carriesDisk: Contract = defineContract({
  id: 'snapshots.carries-disk',
  intent: 'snapshot',
  title: 'A machine from a snapshot has its disk',
  statement:
    'Every machine that is spawned from a snapshot that is ready comes to run with what was on the disk of the instance when the snapshot was taken, however many there are.',
  requires: ['snapshots'],
  needs: ['disk'],
  reaches: ['create-snapshot resolved', 'read-disk resolved'],
  steps: (facts) =>
    fc
      .tuple(anyDiskText(), fc.integer({ min: Math.min(1, restoresOf(facts)), max: restoresOf(facts) }))
      .map(([text, count]) => copies(facts, text, count)),
  boundaries: (facts) => [copies(facts, 'kept', restoresOf(facts))],
  run: async (trial: Trial) => {
    const notes = createDiskNotes();
    await trial.play({
      spawn: (result) => {
        mustSpawnAlsoFromSnapshot(result, trial);
        noteSpawn(notes, result);
      },
      'write-disk': (result) => noteWrite(notes, result),
      'create-snapshot': (result) => {
        mustSnapshot(result, trial);
        noteSnapshot(notes, result);
      },
      'await-snapshot': mustBecomeReady,
    });
    for (const name of trial.bound()) {
      if (notes.machines.has(name)) await mustHaveDisk(trial, notes, name, 'a machine from a snapshot has its disk');
    }
  },
});

function restoresOf(facts: WorldFacts): number {
  return restoreCountMax(facts, restoresMax);
}

function copies(facts: WorldFacts, text: string, count: number): readonly Step[] {
  return [
    ...runningMachine(facts),
    { op: 'write-disk', target: 'i1', text },
    ...readySnapshot('i1', 's1'),
    ...Array.from({ length: count }, (_, index) => restore(facts, nameAt(index + 1), 's1')),
  ];
}
