import type { WorldFacts } from '../testbed/world-facts.ts';
import { reasonToRefuse } from './invalid-request.ts';
import { holdOf, type LifecycleModel } from './lifecycle-model.ts';
import type { Name, Step, StepOf } from './step.ts';

/** What the model says of a step before it is performed. `either`: the promise leaves it open at this moment. */
export type Expectation = 'resolves' | 'is refused' | 'either';

/** Says how a step must end. Where timing could make a correct service refuse, it says `either`. */
export function expectationOf(model: LifecycleModel, step: Step, facts: WorldFacts): Expectation {
  switch (step.op) {
    case 'spawn':
      return ofSpawn(model, step, facts);
    case 'hibernate':
    case 'resume':
      return ofSleep(model, step, facts);
    case 'create-snapshot':
      return ofCallOnInstance(model, step);
    case 'delete-volume':
      return ofDeleteVolume(model, step.target);
    case 'await-running':
      return model.instances.get(step.target)?.phase === 'live' ? 'resolves' : 'either';
    case 'await-volume':
      return 'either';
    case 'await-snapshot':
      return model.snapshots.get(step.target)?.isDeleted === false ? 'resolves' : 'either';
    case 'request-spot':
      return facts.spotBids === undefined ? 'either' : 'resolves';
    // Nobody knows how many warm volumes there are.
    case 'claim-warm':
      return 'either';
    default:
      return 'resolves';
  }
}

function ofSpawn(model: LifecycleModel, { request }: StepOf<'spawn'>, facts: WorldFacts): Expectation {
  if (reasonToRefuse(request, facts) !== undefined) return 'is refused';
  const volumes = request.volumeIds ?? [];
  const notes = volumes.map((name) => model.volumes.get(name));
  if (notes.some((note) => note === undefined || note.isDeleted)) return 'is refused';
  const isHeld = volumes.some((name) => holdOf(model, name) === 'held');
  if (isHeld && !facts.volumesAreShared) return 'is refused';
  const { snapshotId } = request;
  const snapshot = snapshotId === undefined ? undefined : model.snapshots.get(snapshotId);
  if (snapshotId !== undefined && (snapshot === undefined || snapshot.isDeleted || !snapshot.isReady)) return 'either';
  const isOpen = notes.some((note) => !note?.isReady) || volumes.some((name) => holdOf(model, name) === 'releasing');
  return isOpen ? 'either' : 'resolves';
}

/** Where spot machines cannot sleep, who asks for it all the same is refused, or it does nothing. */
function ofSleep(model: LifecycleModel, step: StepOf<'hibernate' | 'resume'>, facts: WorldFacts): Expectation {
  const isSpot = model.instances.get(step.target)?.isSpot === true;
  return isSpot && facts.spotSleeps === false ? 'either' : ofCallOnInstance(model, step);
}

/** What nobody ever spawned is refused; what runs for sure must work; for the rest it depends on the moment. */
function ofCallOnInstance(model: LifecycleModel, step: { readonly op: string; readonly target: Name }): Expectation {
  const note = model.instances.get(step.target);
  if (note === undefined) return 'is refused';
  if (note.phase === 'live' && note.isUp) return 'resolves';
  return 'either';
}

function ofDeleteVolume(model: LifecycleModel, volume: Name): Expectation {
  const note = model.volumes.get(volume);
  if (note === undefined || note.isDeleted) return 'resolves';
  if (holdOf(model, volume) === 'held') return 'is refused';
  return note.isReady && holdOf(model, volume) === 'free' ? 'resolves' : 'either';
}
