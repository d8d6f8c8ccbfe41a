import type { Clock } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import { matchesFilter } from '../../provider/matches-filter.ts';
import { isPossibleId } from '../../provider/possible-id.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { ListFilter } from '../../provider/requests.ts';
import type { Client } from './client.ts';
import { malformedError } from './errors.ts';
import { type OwnInstance, readInstance } from './read-instance.ts';

export interface Instances {
  list(filter?: ListFilter): Promise<readonly Instance[]>;
  get(id: string): Promise<Instance | null>;
  terminate(id: string): Promise<void>;
  /** Looks for what a spawn made until every read has caught up. A look that failed is a look that saw nothing. */
  findSpawned(spawnKey: string): Promise<Instance | null>;
}

/** How long a new instance may be in no list, and a 404. */
const settleMs = 60_000;
const pauseFirstMs = 1_000;

export function createInstances(client: Client, clock: Clock): Instances {
  /** Ids that were shown to us: where one of these is a 404, it is gone and not merely new. */
  const seen = new Set<string>();
  let waiting: Promise<readonly unknown[]> | undefined;

  /** One list for everybody who asks before it is sent; after that it may be too old for who asks. */
  async function listAll(): Promise<readonly OwnInstance[]> {
    waiting ??= client.list('/instances', () => {
      waiting = undefined;
    });
    const listed = readAll(await waiting);
    for (const { instance } of listed) seen.add(instance.id);
    return listed;
  }

  async function get(id: string): Promise<Instance | null> {
    if (!isPossibleId(id)) return null;
    const listed = (await listAll()).find(({ instance }) => instance.id === id);
    // A list shows what is live and known to it: that an instance is not there, its own address says.
    return listed?.instance ?? (await getAlone(id));
  }

  async function getAlone(id: string): Promise<Instance | null> {
    try {
      return await client.send('GET', `/instances/${id}`, ({ data }) => readInstance(data).instance);
    } catch (thrown) {
      if (isAbsence(thrown)) return null;
      throw thrown;
    }
  }

  async function terminate(id: string): Promise<void> {
    if (!isPossibleId(id)) return;
    const deadline = clock.monotonic() + settleMs;
    for (let pauseMs = pauseFirstMs; !(await endOnce(id)); pauseMs *= 2) {
      const remainingMs = deadline - clock.monotonic();
      if (remainingMs <= 0) return;
      await clock.sleep(Math.min(pauseMs, remainingMs));
    }
  }

  /** Whether it is ended. Not where the service does not know it, and it may be too new for that to say anything. */
  async function endOnce(id: string): Promise<boolean> {
    try {
      await client.send('POST', '/instance-operations/terminate', mustBeList, { body: { instance_ids: [id] } });
      seen.add(id);
      return true;
    } catch (thrown) {
      if (isAbsence(thrown)) return seen.has(id);
      if (!isUnclear(thrown) || !(await isEnding(id))) throw thrown;
      return true;
    }
  }

  /** To end what is ending already is answered like any failure: only a look can tell. */
  async function isEnding(id: string): Promise<boolean> {
    const instance = await get(id).catch(() => undefined);
    if (instance === null) return seen.has(id);
    return instance?.status === 'terminating' || instance?.status === 'terminated';
  }

  return {
    get,
    terminate,
    list: async (filter = {}) => {
      const instances = (await listAll()).map(({ instance }) => instance);
      return instances.filter((instance) => matchesFilter(instance, filter));
    },
    findSpawned: async (spawnKey) => {
      const deadline = clock.monotonic() + settleMs;
      for (let pauseMs = pauseFirstMs; ; pauseMs *= 2) {
        const remainingMs = deadline - clock.monotonic();
        const listed = await listAll().catch(() => []);
        const found = listed.find((each) => each.spawnKey === spawnKey);
        if (found !== undefined || remainingMs <= 0) return found?.instance ?? null;
        await clock.sleep(Math.min(pauseMs, remainingMs));
      }
    },
  };
}

/** Fresh objects for each who asked. One that moved from page to page is there once. */
function readAll(bodies: readonly unknown[]): readonly OwnInstance[] {
  try {
    return [...new Map(bodies.map(readInstance).map((own) => [own.instance.id, own])).values()];
  } catch (thrown) {
    throw malformedError('read', thrown);
  }
}

function mustBeList({ data }: Readonly<Record<string, unknown>>): void {
  if (typeof data !== 'object' || data === null) throw new Error('the answer to terminate says nothing');
}

function isAbsence(thrown: unknown): boolean {
  return isProviderError(thrown) && thrown.code === 'NOT_FOUND';
}

function isUnclear(thrown: unknown): boolean {
  return isProviderError(thrown) && thrown.ambiguous === true;
}
