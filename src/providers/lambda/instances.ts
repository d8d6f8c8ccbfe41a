import { record } from '../../provider/body-fields.ts';
import type { Clock } from '../../provider/context.ts';
import { copySpec } from '../../provider/copy-spec.ts';
import type { Instance } from '../../provider/instance.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { matchesFilter } from '../../provider/matches-filter.ts';
import { isPossibleId } from '../../provider/possible-id.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { ListFilter } from '../../provider/requests.ts';
import type { Client } from './client.ts';
import { type OwnInstance, readInstance } from './read-instance.ts';

export interface Instances {
  list(filter?: ListFilter): Promise<readonly Instance[]>;
  get(id: string): Promise<Instance | null>;
  terminate(id: string): Promise<void>;
  /** Looks for what a spawn made until every read has caught up. A look that failed is a look that saw nothing. */
  findSpawned(spawnKey: string): Promise<Instance | null>;
}

/** How long a new instance may be in no list, and a 404. */
const patience = { withinMs: 60_000, pauseMs: 1_000 };

export function createInstances(client: Client, clock: Clock): Instances {
  /** Ids that were shown to us: where one of these is a 404, it is gone and not merely new. */
  const seen = new Set<string>();
  let waiting: Promise<readonly OwnInstance[]> | undefined;

  /** One list for everybody who asks before it is sent: one that was sent before may be too old. To each its own copy. */
  async function listAll(): Promise<readonly OwnInstance[]> {
    const asked = waiting ?? ask();
    const listed = (await asked).map(copyOf);
    for (const { instance } of listed) seen.add(instance.id);
    // One that moved from page to page is there once.
    return [...new Map(listed.map((own) => [own.instance.id, own])).values()];
  }

  function ask(): Promise<readonly OwnInstance[]> {
    const close = () => {
      if (waiting === asked) waiting = undefined;
    };
    const asked = client.list('/instances', readInstance, close);
    // One that never had its turn is nobody's to wait for either.
    asked.catch(close);
    waiting = asked;
    return asked;
  }

  async function get(id: string): Promise<Instance | null> {
    if (!isPossibleId(id)) return null;
    const listed = (await listAll()).find(({ instance }) => instance.id === id);
    // A list shows what is live and known to it: that an instance is not there, its own address says.
    return listed?.instance ?? (await getAlone(id));
  }

  async function getAlone(id: string): Promise<Instance | null> {
    try {
      const read = ({ data }: { readonly data?: unknown }) => readInstance(data).instance;
      return await client.send({ method: 'GET', path: `/instances/${id}`, read });
    } catch (thrown) {
      if (isAbsence(thrown)) return null;
      throw thrown;
    }
  }

  /** `ended`, or null where the service does not know it, and it may be too new for that to say anything. */
  async function endOnce(id: string): Promise<'ended' | null> {
    try {
      const body = { instance_ids: [id] };
      await client.send({ method: 'POST', path: '/instance-operations/terminate', body, read: mustAnswer });
      seen.add(id);
      return 'ended';
    } catch (thrown) {
      if (isAbsence(thrown)) return seen.has(id) ? 'ended' : null;
      const isUnclear = isProviderError(thrown) && thrown.ambiguous === true;
      if (!isUnclear || !(await isEnding(id))) throw thrown;
      return 'ended';
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
    list: async (filter = {}) => {
      const instances = (await listAll()).map(({ instance }) => instance);
      return instances.filter((instance) => matchesFilter(instance, filter));
    },
    terminate: async (id) => {
      if (isPossibleId(id)) await lookUntil(clock, patience, () => endOnce(id));
    },
    findSpawned: (spawnKey) =>
      lookUntil(clock, patience, async () => {
        const listed = await listAll().catch(() => []);
        return listed.find((each) => each.spawnKey === spawnKey)?.instance ?? null;
      }),
  };
}

function copyOf({ instance, spawnKey }: OwnInstance): OwnInstance {
  const { spec, tags, volumeIds } = instance;
  return {
    spawnKey,
    instance: {
      ...instance,
      ...(spec && { spec: copySpec(spec) }),
      ...(tags && { tags: { ...tags } }),
      ...(volumeIds && { volumeIds: [...volumeIds] }),
    },
  };
}

function mustAnswer({ data }: { readonly data?: unknown }): void {
  record(data, 'the answer to terminate');
}

function isAbsence(thrown: unknown): boolean {
  return isProviderError(thrown) && thrown.code === 'NOT_FOUND';
}
