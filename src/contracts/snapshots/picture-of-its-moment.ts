import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { createDiskNotes, mustHaveDisk, noteSnapshot, noteSpawn, noteWrite } from '../disk-notes.ts';
import { anyDiskText } from '../generators/disk-text.ts';
import { nameAt } from '../generators/life-steps.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { restore, restoreCountMax } from '../generators/snapshot-steps.ts';
import { mustBecomeReady, mustSnapshot, mustSpawnAlsoFromSnapshot } from '../snapshot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const snapshotsMax = 3;
const expected = 'a snapshot holds the disk as it was when it was taken';

export const pictureOfItsMoment: Contract = defineContract({
  id: 'snapshots.picture-of-its-moment',
  intent: 'snapshot',
  title: 'A snapshot is a picture of its moment',
  statement:
    'What is written to the disk of an instance after createSnapshot has resolved is in no machine that is spawned from that snapshot, and what such a machine writes is neither in the instance nor in the snapshot.',
  requires: ['snapshots'],
  needs: ['disk'],
  steps: (facts) => {
    const texts = fc.array(anyDiskText(), { minLength: 2, maxLength: snapshotsMax + 1 });
    return fc
      .tuple(texts, fc.boolean(), anyDiskText())
      .map(([drawn, waits, own]) => pictures(facts, drawn, waits, own));
  },
  boundaries: (facts) => [pictures(facts, ['before', 'after'], false, 'own')],
  run: async (trial: Trial) => {
    const notes = createDiskNotes();
    await trial.play({
      spawn: async (result) => {
        mustSpawnAlsoFromSnapshot(result, trial);
        noteSpawn(notes, result);
        // Whatever it writes itself comes after this look.
        if (result.step.request.snapshotId !== undefined) await mustHaveDisk(trial, notes, result.step.as, expected);
      },
      'write-disk': (result) => noteWrite(notes, result),
      'create-snapshot': (result) => {
        mustSnapshot(result, trial);
        noteSnapshot(notes, result);
      },
      'await-snapshot': mustBecomeReady,
    });
    for (const name of trial.alive()) await mustHaveDisk(trial, notes, name, expected);
  },
});

/** A snapshot after each text but the last, then a machine from each, which writes something of its own. */
function pictures(facts: WorldFacts, texts: readonly string[], waits: boolean, own: string): readonly Step[] {
  const count = texts.length - 1;
  const ready = (index: number): Step => ({ op: 'await-snapshot', target: snapshotAt(index) });
  const indexes = Array.from({ length: count }, (_, index) => index);
  const restored = indexes.slice(0, restoreCountMax(facts, snapshotsMax));
  return [
    ...runningMachine(facts),
    ...texts.flatMap((text, index): readonly Step[] => [
      { op: 'write-disk', target: 'i1', text: `${text}${index}` },
      ...(index < count ? [{ op: 'create-snapshot', as: snapshotAt(index), target: 'i1' } as const] : []),
      ...(index < count && waits ? [ready(index)] : []),
    ]),
    ...(waits ? [] : indexes.map(ready)),
    ...restored.flatMap((index): readonly Step[] => {
      const name = nameAt(index + 1);
      return [restore(facts, name, snapshotAt(index)), { op: 'write-disk', target: name, text: own }];
    }),
  ];
}

function snapshotAt(index: number): string {
  return `s${index + 1}`;
}
