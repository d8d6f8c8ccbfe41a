import { isObject } from '../../provider/is-object.ts';
import { type Answer, refusal } from './answer.ts';
import type { Collection } from './list.ts';
import type { ObjectMeta, Store } from './store.ts';

const kinds: Readonly<Record<Collection, string>> = { pods: 'Pod', persistentvolumeclaims: 'PersistentVolumeClaim' };

/** Marks an object as deleted; the refusal where the caller meant another one of that name. */
export function deleteObject(
  store: Store,
  resource: Collection,
  object: ObjectMeta,
  { preconditions }: Readonly<Record<string, unknown>>,
): Answer | null {
  const { name, uid } = object;
  const wanted = isObject(preconditions) ? preconditions.uid : undefined;
  if (wanted !== undefined && wanted !== uid) {
    const told = `the UID in the precondition (${String(wanted)}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`;
    const message = `Operation cannot be fulfilled on ${kinds[resource]} "${name}": ${told}`;
    return refusal(409, 'Conflict', message, { name, kind: resource, uid });
  }
  if (object.deletedAtMs === Number.POSITIVE_INFINITY) {
    store.writes += 1;
    object.deletedAtMs = store.clock.now();
    object.deletedBy = store.writes;
  }
  return null;
}
