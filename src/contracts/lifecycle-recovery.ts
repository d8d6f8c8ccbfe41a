import type { LedgerEntry } from '../testbed/ledger.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { LifecycleModel } from './lifecycle-model.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** The disks that a shared world held before the case. */
export type DisksBefore = ReadonlySet<string>;

/** To be asked before the first step. */
export async function disksBefore(trial: Trial): Promise<DisksBefore> {
  return new Set((await trial.ledger.entries()).map(({ id }) => id));
}

/** From wherever the calls led, everything can be taken down, and then nothing is left. */
export async function mustRecover(trial: Trial, model: LifecycleModel, before: DisksBefore): Promise<void> {
  for (const target of model.tickets) {
    mustResolve(trial, await trial.probe({ op: 'cancel-spot', target }), 'every request can be cancelled in the end');
  }
  for (const target of model.instances.keys()) {
    mustResolve(trial, await trial.probe({ op: 'terminate', target }), 'everything can be terminated in the end');
  }
  for (const target of model.snapshots.keys()) {
    mustResolve(
      trial,
      await trial.probe({ op: 'delete-snapshot', target }),
      'every snapshot can be deleted in the end',
    );
  }
  for (const target of model.volumes.keys()) await eventuallyDeleted(trial, target);
  for (const target of model.warmVolumes.keys()) {
    mustResolve(trial, await trial.probe({ op: 'release-warm', target }), 'every warm volume can be given back');
  }
  const made = [model.instances, model.snapshots, model.volumes, model.warmVolumes];
  await mustBeEmpty(
    trial,
    made.flatMap((notes) => [...notes.keys()]),
    before,
  );
}

/** A machine that is going holds its volumes until it is gone. */
async function eventuallyDeleted(trial: Trial, target: Name): Promise<void> {
  let last: StepResult<'delete-volume'> | undefined;
  const look = async (): Promise<boolean> => {
    last = await trial.probe({ op: 'delete-volume', target });
    return last.outcome === 'resolved';
  };
  const describe = () => `${target}: ${last ? describeResult(last) : 'nothing'}`;
  await trial.eventually('every volume can be deleted in the end', look, describe, goneWithinMs(trial));
}

async function mustBeEmpty(trial: Trial, names: readonly Name[], before: DisksBefore): Promise<void> {
  const own = new Set(names.map((name) => trial.idOf(name)));
  let left: readonly LedgerEntry[] = [];
  const look = async (): Promise<boolean> => {
    left = (await trial.ledger.entries()).filter(
      (entry) => !entry.gone && (own.has(entry.id) || isNewDisk(entry, before)),
    );
    return left.length === 0;
  };
  const describe = () => `left: ${describeValue(left.map(({ kind, id }) => `${kind} ${id}`))}`;
  await trial.eventually('the ledger is empty in the end', look, describe, goneWithinMs(trial));
}

/** A disk that the case left, also one that nobody was told of: what is behind a snapshot is billed after it. */
function isNewDisk({ kind, id, isStock }: LedgerEntry, before: DisksBefore): boolean {
  return (kind === 'snapshot' || kind === 'volume') && !isStock && !before.has(id);
}

function goneWithinMs({ facts }: Trial): number {
  return facts.tolerances.terminateTimeoutMs + facts.tolerances.consistencyWindowMs;
}
