import type { Ledger, LedgerEntry } from './ledger.ts';
import { oneLookAtATime } from './one-look-at-a-time.ts';

/**
 * The ledger of a service that forgets what is gone: what an earlier look showed, and this one does not, is gone. `look` is
 * handed what is known of an entry so far.
 */
export function rememberingLedger(
  look: (known: ReadonlyMap<string, LedgerEntry>) => Promise<readonly LedgerEntry[]>,
): Ledger {
  const seen = new Map<string, LedgerEntry>();
  return {
    entries: oneLookAtATime(async () => {
      const present = await look(seen);
      const ids = new Set(present.map(({ id }) => id));
      for (const entry of seen.values()) {
        if (!ids.has(entry.id)) seen.set(entry.id, { ...entry, gone: true, running: false });
      }
      for (const entry of present) seen.set(entry.id, entry);
      return [...seen.values()];
    }),
  };
}
