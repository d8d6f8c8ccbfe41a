import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';

/** What an instance should have come to, as far as the calls on it tell. */
export interface InstanceNote {
  phase: 'live' | 'asleep' | 'ended';
  /** Whether it was seen to run since it last began to boot: only then must every call on it work. */
  isUp: boolean;
  readonly volumes: readonly Name[];
  /** Whether it was bought on the spot market. */
  readonly isSpot: boolean;
}

export interface DiskNote {
  isDeleted: boolean;
  /** Whether it was seen to be ready for use. */
  isReady: boolean;
}

/** The reference: what should exist after the calls so far. Later calls change it by their results alone. */
export interface LifecycleModel {
  readonly instances: Map<Name, InstanceNote>;
  readonly volumes: Map<Name, DiskNote>;
  readonly snapshots: Map<Name, DiskNote>;
  readonly warmVolumes: Map<Name, DiskNote>;
  /** Requests on the spot market; what they brought is among the instances. */
  readonly tickets: Set<Name>;
}

export function createLifecycleModel(): LifecycleModel {
  return { instances: new Map(), volumes: new Map(), snapshots: new Map(), warmVolumes: new Map(), tickets: new Set() };
}

/** Who holds a volume. An instance that was ended lets go of it in its own time. */
export function holdOf(model: LifecycleModel, volume: Name): 'held' | 'releasing' | 'free' {
  const holders = [...model.instances.values()].filter(({ volumes }) => volumes.includes(volume));
  if (holders.some(({ phase }) => phase !== 'ended')) return 'held';
  return holders.length > 0 ? 'releasing' : 'free';
}

/** Moves the model by what a step did. A call that failed is taken to have changed nothing. */
export function advance(model: LifecycleModel, result: StepResult): void {
  if (result.outcome !== 'resolved') return;
  const { step } = result;
  switch (step.op) {
    case 'spawn':
      model.instances.set(step.as, {
        phase: 'live',
        isUp: false,
        volumes: step.request.volumeIds ?? [],
        isSpot: false,
      });
      return;
    case 'await-running':
      update(model.instances.get(step.target), (note) => {
        note.isUp = note.phase === 'live';
      });
      return;
    case 'terminate':
      update(model.instances.get(step.target), (note) => {
        note.phase = 'ended';
      });
      return;
    case 'hibernate':
    case 'resume':
      update(model.instances.get(step.target), (note) => {
        const phase = step.op === 'resume' ? 'live' : 'asleep';
        if (note.phase === 'ended' || note.phase === phase) return;
        note.phase = phase;
        note.isUp = false;
      });
      return;
    case 'create-volume':
      model.volumes.set(step.as, { isDeleted: false, isReady: false });
      return;
    case 'await-volume':
      update(model.volumes.get(step.target), (note) => {
        note.isReady = true;
      });
      return;
    case 'delete-volume':
      update(model.volumes.get(step.target), markDeleted);
      return;
    case 'create-snapshot':
      model.snapshots.set(step.as, { isDeleted: false, isReady: false });
      return;
    case 'await-snapshot':
      update(model.snapshots.get(step.target), (note) => {
        note.isReady = true;
      });
      return;
    case 'request-spot':
      model.tickets.add(step.as);
      if ((result as StepResult<'request-spot'> & Resolved).value?.instanceId !== undefined) {
        model.instances.set(step.instanceAs, { phase: 'live', isUp: false, volumes: [], isSpot: true });
      }
      return;
    case 'claim-warm':
      model.warmVolumes.set(step.as, { isDeleted: false, isReady: true });
      return;
    case 'release-warm':
      update(model.warmVolumes.get(step.target), markDeleted);
      return;
    case 'delete-snapshot':
      update(model.snapshots.get(step.target), markDeleted);
      return;
    default:
  }
}

type Resolved = { readonly outcome: 'resolved' };

function update<T>(note: T | undefined, change: (note: T) => void): void {
  if (note !== undefined) change(note);
}

function markDeleted(note: DiskNote): void {
  note.isDeleted = true;
}
