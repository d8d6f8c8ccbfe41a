import type { ProviderContext } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { matchesFilter } from '../../provider/matches-filter.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { ListFilter } from '../../provider/requests.ts';
import { listEverywhere } from './aggregated-list.ts';
import { withEndings } from './endings.ts';
import { spawnLabel } from './notes.ts';
import { onceReady } from './once-ready.ts';
import type { Operations } from './operations.ts';
import { type OwnInstance, readInstance } from './read-instance.ts';
import { readId, requestIdOf } from './resource-id.ts';

export interface Instances {
  list(filter?: ListFilter): Promise<readonly Instance[]>;
  get(id: string): Promise<Instance | null>;
  terminate(id: string): Promise<void>;
  /** With what only the adapter has to know, by its number or its name. Its status is as the service says it. */
  find(zone: string, wanted: string): Promise<OwnInstance | null>;
  /** What a spawn made, in whichever zone. */
  findSpawned(spawnKey: string): Promise<OwnInstance | null>;
  /** The same, where it may have made one in several zones. */
  findAllSpawned(spawnKey: string): Promise<readonly OwnInstance[]>;
}

export function createInstances(send: JsonClient, operations: Operations, context: ProviderContext): Instances {
  const { clock, random } = context;

  async function find(zone: string, wanted: string): Promise<OwnInstance | null> {
    try {
      return await send({ method: 'GET', path: `/zones/${zone}/instances/${wanted}`, read: readInstance });
    } catch (thrown) {
      if (isAbsence(thrown)) return null;
      throw thrown;
    }
  }

  async function findAllSpawned(spawnKey: string): Promise<readonly OwnInstance[]> {
    const seen = await listEverywhere(send, 'instances', readInstance, `labels.${spawnLabel} = "${spawnKey}"`);
    return seen.filter((own) => own.spawnKey === spawnKey);
  }

  async function end(zone: string, number: string): Promise<void> {
    const requestId = requestIdOf(['delete', number, random.hex(32), clock.now()]);
    const path = `/zones/${zone}/instances/${number}?requestId=${requestId}`;
    try {
      await operations.run(zone, { method: 'DELETE', path });
    } catch (thrown) {
      if (!isAbsence(thrown)) throw thrown;
    }
  }

  return {
    find,
    list: async (filter = {}) => {
      const seen = await listEverywhere(send, 'instances', readInstance);
      // One that moved from page to page is there once.
      const each = [...new Map(seen.map((own) => [own.instance.id, own])).values()];
      return (await withEndings(send, each)).filter((instance) => matchesFilter(instance, filter));
    },
    get: async (id) => {
      const wanted = readId(id);
      const own = wanted && (await find(wanted.zone, wanted.number));
      if (!own) return null;
      const [instance = null] = await withEndings(send, [own]);
      return instance;
    },
    terminate: async (id) => {
      const wanted = readId(id);
      if (wanted) await onceReady(clock, () => end(wanted.zone, wanted.number));
    },
    findSpawned: async (spawnKey) => (await findAllSpawned(spawnKey))[0] ?? null,
    findAllSpawned,
  };
}

function isAbsence(thrown: unknown): boolean {
  return isProviderError(thrown) && thrown.code === 'NOT_FOUND' && thrown.ambiguous !== true;
}
