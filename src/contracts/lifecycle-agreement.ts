import type { Instance } from '../provider/instance.ts';
import { isProviderError } from '../provider/provider-error.ts';
import { describeResult, mustResolve } from './checks.ts';
import { findInstance, isEnded, isLive } from './instance-checks.ts';
import type { DiskNote, InstanceNote, LifecycleModel } from './lifecycle-model.ts';
import { mustGet, mustList } from './reads.ts';
import type { Name } from './step.ts';
import type { Trial } from './trial.ts';
import { mustExist, mustLeaveNoStrays } from './truth-checks.ts';

/** Every read and the ledger hold what the model says, no more and no less. Reads must have come to rest. */
export async function mustAgree(trial: Trial, model: LifecycleModel): Promise<void> {
  const listed = mustList(trial, await trial.probe({ op: 'list' }));
  for (const [name, note] of model.instances) {
    const got = mustGet(trial, await trial.probe({ op: 'get', target: name }));
    mustMatch(trial, name, note, 'get', got);
    mustMatch(trial, name, note, 'list', findInstance(listed, trial.idOf(name)) ?? null);
    if (note.phase !== 'ended') await mustExist(trial, name, 'the ledger has every machine that the model has');
  }
  await mustLeaveNoStrays(trial, 'the ledger has no machine that the model does not have');
  for (const [name, note] of model.volumes) await mustMatchVolume(trial, name, note);
  for (const [name, note] of model.snapshots) await mustMatchSnapshot(trial, name, note);
  mustBeApart(trial, model);
}

function mustMatch(trial: Trial, name: Name, note: InstanceNote, read: 'get' | 'list', seen: Instance | null): void {
  trial.expect(
    matches(note, seen),
    `${read} shows what the model says`,
    () => `${name} should be ${note.phase}, and ${read} shows ${seen?.status ?? 'nothing'}`,
  );
}

function matches({ phase, isUp }: InstanceNote, seen: Instance | null): boolean {
  if (phase === 'ended') return isEnded(seen) || seen?.status === 'stopping';
  if (phase === 'asleep') return seen?.status === 'stopped' || seen?.status === 'stopping';
  // A machine that wakes up may still be on its way there.
  return isLive(seen) || (!isUp && (seen?.status === 'stopped' || seen?.status === 'stopping'));
}

/** Who claimed a warm volume has it alone until it is given back. */
function mustBeApart(trial: Trial, { warmVolumes }: LifecycleModel): void {
  const held = [...warmVolumes].filter(([, { isDeleted }]) => !isDeleted).map(([name]) => trial.idOf(name));
  const isApart = new Set(held).size === held.length;
  trial.expect(isApart, 'every claim that was not given back has a volume of its own', () => held.join(', '));
}

async function mustMatchVolume(trial: Trial, name: Name, { isDeleted }: DiskNote): Promise<void> {
  const volume = mustResolve(trial, await trial.probe({ op: 'get-volume', target: name }));
  const isThere = volume !== null && volume?.status !== 'deleting';
  trial.expect(
    isThere !== isDeleted,
    'getVolume shows what the model says',
    () => `${name} should be ${isDeleted ? 'deleted' : 'there'}, and getVolume shows ${volume?.status ?? 'null'}`,
  );
}

async function mustMatchSnapshot(trial: Trial, name: Name, { isDeleted }: DiskNote): Promise<void> {
  const result = await trial.probe({ op: 'snapshot-status', target: name });
  const isUnknown = result.outcome === 'threw' && isProviderError(result.thrown) && result.thrown.code === 'NOT_FOUND';
  trial.expect(
    isDeleted ? isUnknown : result.outcome === 'resolved',
    'getSnapshotStatus shows what the model says',
    () => `${name} should be ${isDeleted ? 'deleted' : 'there'}, and ${describeResult(result)}`,
  );
}
