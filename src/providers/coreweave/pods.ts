import { record, text } from '../../provider/body-fields.ts';
import type { Instance } from '../../provider/instance.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { matchesFilter } from '../../provider/matches-filter.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { ListFilter } from '../../provider/requests.ts';
import { listAll } from './list-all.ts';
import { isRefusedAs } from './native-errors.ts';
import { type OwnPod, readPod } from './read-pod.ts';
import { type ResourceId, readId } from './resource-id.ts';
import type { Settings } from './settings.ts';

export interface Pods {
  /** The pod that has this name now, whosever it is; `foreign` where it is not ours, null where there is none. */
  named(name: string): Promise<OwnPod | 'foreign' | null>;
  get(id: string): Promise<OwnPod | null>;
  /** All of ours. */
  all(): Promise<readonly OwnPod[]>;
  list(filter?: ListFilter): Promise<readonly Instance[]>;
  create(body: object): Promise<OwnPod>;
  /** Silent for what is gone. Never ends another pod that took over the name. */
  end(id: ResourceId): Promise<void>;
  terminate(id: string): Promise<void>;
}

/** A pod that is ended has nothing left to do, however long the notice is that it would have on a spot node. */
const graceSeconds = 5;

export function createPods(send: JsonClient, { region }: Settings): Pods {
  const read = (body: unknown) => readPod(body, region);
  const mustBeOurs = (body: unknown) => {
    const pod = read(body);
    if (pod === null) throw new Error('the pod that was made is not ours');
    return pod;
  };

  const pods: Pods = {
    named: async (name) => {
      try {
        return await send({ method: 'GET', path: `/pods/${name}`, read: (body) => read(body) ?? 'foreign' });
      } catch (thrown) {
        if (isAbsence(thrown)) return null;
        throw thrown;
      }
    },
    get: async (id) => {
      const wanted = readId(id);
      const pod = wanted && (await pods.named(wanted.name));
      return pod && pod !== 'foreign' && pod.uid === wanted.uid ? pod : null;
    },
    all: () => listAll(send, 'pods', read),
    list: async (filter = {}) => {
      // One that moved from page to page is there once.
      const seen = new Map((await pods.all()).map(({ instance }) => [instance.id, instance]));
      return [...seen.values()].filter((instance) => matchesFilter(instance, filter));
    },
    create: (body) => send({ method: 'POST', path: '/pods', kind: 'create', body, read: mustBeOurs }),
    end: (id) => deleteObject(send, 'pods', id, { gracePeriodSeconds: graceSeconds }),
    terminate: async (id) => {
      const wanted = readId(id);
      if (wanted) await pods.end(wanted);
    },
  };
  return pods;
}

/** A name may stand for another object by now: the uid is what is meant. */
export async function deleteObject(
  send: JsonClient,
  collection: string,
  { name, uid }: ResourceId,
  options: object = {},
): Promise<void> {
  try {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid }, ...options };
    await send({ method: 'DELETE', path: `/${collection}/${name}`, body, read: () => {} });
  } catch (thrown) {
    if (isAbsence(thrown)) return;
    if (!isRefusedAs(thrown, 'Conflict') || (await uidOf(send, collection, name)) === uid) throw thrown;
  }
}

/** Whose name it is now; null where it is nobody's. */
async function uidOf(send: JsonClient, collection: string, name: string): Promise<string | null> {
  try {
    const read = ({ metadata }: Readonly<Record<string, unknown>>) => text(record(metadata, 'metadata').uid, 'uid');
    return await send({ method: 'GET', path: `/${collection}/${name}`, read });
  } catch (thrown) {
    if (isAbsence(thrown)) return null;
    throw thrown;
  }
}

export function isAbsence(thrown: unknown): boolean {
  return isProviderError(thrown) && thrown.code === 'NOT_FOUND' && thrown.ambiguous !== true;
}
