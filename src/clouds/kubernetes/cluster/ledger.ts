import type { Ledger, LedgerEntry } from '../../../testbed/ledger.ts';
import { oneLookAtATime } from '../../../testbed/one-look-at-a-time.ts';
import type { Admin, Body } from './admin.ts';

/** What every object of the provider has, and nobody else's. */
const ownLabel = 'assay.dev/spawn';

/**
 * Asks the server as somebody who may see everything, and remembers: it forgets what is gone. Once the cluster is gone, so
 * is everything that was on it.
 */
export function createLedger({ send }: Admin, namespace: string, isClusterGone: () => boolean): Ledger {
  const seen = new Map<string, LedgerEntry>();
  const look = async (collection: string, entryOf: (object: Item) => LedgerEntry) => {
    const { items } = await send('GET', `/api/v1/namespaces/${namespace}/${collection}?labelSelector=${ownLabel}`);
    return (items as readonly Item[]).map(entryOf);
  };
  return {
    entries: oneLookAtATime(async () => {
      if (isClusterGone()) return [...seen.values()].map(ended);
      const present = [...(await look('pods', podEntry)), ...(await look('persistentvolumeclaims', claimEntry))];
      const ids = new Set(present.map(({ id }) => id));
      for (const entry of seen.values()) {
        if (!ids.has(entry.id)) seen.set(entry.id, ended(entry));
      }
      for (const entry of present) seen.set(entry.id, entry);
      return [...seen.values()];
    }),
  };
}

function ended(entry: LedgerEntry): LedgerEntry {
  return { ...entry, gone: true, running: false };
}

interface Item {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly deletionTimestamp?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly status: Body;
}

/** By the ids of the provider: a name may come again. */
function podEntry({ metadata, status }: Item): LedgerEntry {
  const isEnding = metadata.deletionTimestamp !== undefined;
  return {
    kind: 'instance',
    id: `${metadata.name}.${metadata.uid}`,
    gone: false,
    running: status.phase === 'Running' && !isEnding,
    ending: isEnding,
    tags: metadata.labels,
  };
}

function claimEntry({ metadata }: Item): LedgerEntry {
  const ending = metadata.deletionTimestamp !== undefined;
  return { kind: 'volume', id: metadata.name, gone: false, running: false, ending, tags: metadata.labels };
}
