import { mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** The text that should be on each machine's own disk and in each snapshot. Absent: nobody knows. */
export interface DiskNotes {
  readonly machines: Map<Name, string | null>;
  readonly snapshots: Map<Name, string | null>;
}

export function createDiskNotes(): DiskNotes {
  return { machines: new Map(), snapshots: new Map() };
}

/** A machine begins with an empty disk, or with that of its snapshot. */
export function noteSpawn({ machines, snapshots }: DiskNotes, result: StepResult<'spawn'>): void {
  if (result.outcome !== 'resolved') return;
  const { as, request } = result.step;
  const text = request.snapshotId === undefined ? null : snapshots.get(request.snapshotId);
  if (text !== undefined) machines.set(as, text);
}

/** A write that failed may have left anything. */
export function noteWrite({ machines }: DiskNotes, result: StepResult<'write-disk'>): void {
  const { target, text } = result.step;
  if (result.outcome === 'resolved') machines.set(target, text);
  else machines.delete(target);
}

export function noteSnapshot({ machines, snapshots }: DiskNotes, result: StepResult<'create-snapshot'>): void {
  const text = machines.get(result.step.target);
  if (result.outcome === 'resolved' && text !== undefined) snapshots.set(result.step.as, text);
}

/** The machine comes to run, and has on its disk what it should. */
export async function mustHaveDisk(trial: Trial, notes: DiskNotes, target: Name, expected: string): Promise<void> {
  const wanted = notes.machines.get(target);
  if (wanted === undefined) return;
  mustResolve(trial, await trial.probe({ op: 'await-running', target }), 'a machine with a disk comes to run');
  const found = mustResolve(trial, await trial.probe({ op: 'read-disk', target }), 'a machine that runs has a disk');
  trial.expect(
    found === wanted,
    expected,
    () => `${target} has ${describeValue(found)} on its disk, not ${describeValue(wanted)}`,
  );
}
