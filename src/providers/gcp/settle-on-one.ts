import type { Instance } from '../../provider/instance.ts';
import type { OwnNotes } from './notes.ts';
import type { OwnInstance } from './read-instance.ts';
import { readId } from './resource-id.ts';
import type { Service } from './service.ts';

/** By which key, and in which order of zones. */
export interface Settling {
  readonly service: Pick<Service, 'instances' | 'context'>;
  readonly own: OwnNotes;
  readonly zones: readonly string[];
}

/** Three sendings of an insert, each up to its deadline, and twice what a list may be late. */
const seenWithinMs = 210_000;

/**
 * Two processes that probe under one key at the same time may each find room in another zone, when a zone refuses one of them
 * and then has room for the other. Whoever inserts has looked just before, so both must see both by the end of that time, and
 * the machine in the first of the zones stays. Whoever is in the very first zone stays in any case, and need not wait.
 */
export async function settleOnOne({ service, own, zones }: Settling, instance: Instance): Promise<Instance> {
  const { clock } = service.context;
  const rank = ({ id }: Instance) => {
    const at = zones.indexOf(readId(id)?.zone ?? '');
    return at < 0 ? zones.length : at;
  };
  if (rank(instance) === 0) return instance;
  const nowMs = clock.now();
  const ageMs = nowMs - (Date.parse(instance.createdAt ?? '') || nowMs);
  if (ageMs < seenWithinMs) await clock.sleep(seenWithinMs - Math.max(0, ageMs));
  // Another request under the same key is somebody else's, and stays.
  const isOurs = ({ fingerprint, nativeStatus }: OwnInstance) =>
    fingerprint === own.fingerprint && nativeStatus !== 'STOPPING';
  const found = (await service.instances.findAllSpawned(own.spawnKey)).filter(isOurs);
  const [kept = instance, ...surplus] = found.map((each) => each.instance).toSorted((a, b) => rank(a) - rank(b));
  for (const { id } of surplus) await service.instances.terminate(id);
  return kept;
}
