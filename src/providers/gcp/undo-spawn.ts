import { lookUntil } from '../../provider/look-until.ts';
import type { OwnNotes } from './notes.ts';
import type { Service } from './service.ts';

/** How long something that was made may not show in a list. */
const patience = { withinMs: 10_000, pauseMs: 1_000 };

/**
 * Ends what a keyed spawn made, in this process or another. What cannot be seen yet is waited for. Another request under the
 * same key is somebody else's, and stays.
 */
export async function undoSpawn(
  { instances, context }: Pick<Service, 'instances' | 'context'>,
  { spawnKey, fingerprint }: OwnNotes,
): Promise<void> {
  await lookUntil(context.clock, patience, () => instances.findSpawned(spawnKey));
  for (const own of await instances.findAllSpawned(spawnKey)) {
    if (own.fingerprint === fingerprint) await instances.terminate(own.instance.id);
  }
}
