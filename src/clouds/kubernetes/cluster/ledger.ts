import type { Ledger, LedgerEntry } from '../../../testbed/ledger.ts';
import { rememberingLedger } from '../../../testbed/remembering-ledger.ts';
import type { Admin, Body } from './admin.ts';

/** What every object of the provider has, and nobody else's. */
const ownLabel = 'assay.dev/spawn';

/**
 * Asks the server as somebody who may see everything, and remembers: it forgets what is gone. Once the cluster is gone, so
 * is everything that was on it.
 */
export function createLedger({ send }: Admin, namespace: string, isClusterGone: () => boolean): Ledger {
  const look = async (collection: string, entryOf: (object: Item) => LedgerEntry) => {
    const { items } = await send('GET', `/api/v1/namespaces/${namespace}/${collection}?labelSelector=${ownLabel}`);
    return (items as readonly Item[]).map(entryOf);
  };
  return rememberingLedger(async () =>
    isClusterGone() ? [] : [...(await look('pods', podEntry)), ...(await look('persistentvolumeclaims', claimEntry))],
  );
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
