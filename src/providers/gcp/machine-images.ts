import { text, textOr } from '../../provider/body-fields.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { Snapshot } from '../../provider/resources.ts';
import { runMark } from './notes.ts';
import { onceReady } from './once-ready.ts';
import { readId, requestIdOf } from './resource-id.ts';
import type { Service } from './service.ts';
import { providerName, refuse } from './settings.ts';
import { collectionOf, drawnName, snapshotCollections } from './snapshot-id.ts';

export interface MachineImages {
  create(instanceId: string): Promise<Snapshot>;
  status(id: string): Promise<Snapshot>;
  delete(id: string): Promise<void>;
  /** Throws INVALID_SPEC where nothing can be started from it. */
  mustBeReady(id: string): Promise<void>;
}

type Parts = Pick<Service, 'send' | 'operations' | 'instances' | 'context' | 'settings'>;

/**
 * A machine image is of the whole machine, and everything that is made of it has copies of all its disks: where a machine
 * holds volumes, an image of its boot disk is taken instead. Both are global, and known by a name that is drawn and never
 * given twice.
 */
export function createMachineImages({ send, operations, instances, context, settings }: Parts): MachineImages {
  async function look(id: string): Promise<Snapshot | null> {
    const collection = collectionOf(id);
    if (collection === null) return null;
    try {
      return await send({ method: 'GET', path: `/global/${collection}/${id}`, read: readImage });
    } catch (thrown) {
      if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
      throw thrown;
    }
  }

  return {
    create: async (instanceId) => {
      const wanted = readId(instanceId);
      const found = wanted && (await instances.find(wanted.zone, wanted.number));
      if (!found) throw notFound(`there is no instance ${JSON.stringify(instanceId)}`);
      const collection = found.holdsDisks ? snapshotCollections.ofDisk : snapshotCollections.ofMachine;
      const id = drawnName(collection, [context.random.hex(32), context.clock.now()]);
      const path = `/global/${collection}?requestId=${requestIdOf(['image', id])}${found.holdsDisks ? '&forceCreate=true' : ''}`;
      const sourceInstance = `projects/${settings.project}/zones/${wanted?.zone}/instances/${wanted?.number}`;
      const source = found.holdsDisks ? { sourceDisk: found.bootDisk } : { sourceInstance };
      const body = { name: id, ...source, description: instanceId, labels: runMark(settings.owner) };
      // What it shows is of the moment in which the order was taken: it is not waited for until it is ready.
      await send({ method: 'POST', kind: 'create', path, body, read: ({ name }) => text(name, 'name') });
      return { id, status: 'pending', progress: 0, instanceId };
    },
    status: async (id) => {
      const found = await look(id);
      if (!found) throw notFound(`there is no snapshot ${JSON.stringify(id)}`);
      return found;
    },
    delete: async (id) => {
      const collection = collectionOf(id);
      if (collection === null) return;
      try {
        const path = `/global/${collection}/${id}`;
        await onceReady(context.clock, () => operations.run('global', { method: 'DELETE', path }));
      } catch (thrown) {
        if (!isProviderError(thrown) || thrown.code !== 'NOT_FOUND') throw thrown;
      }
    },
    mustBeReady: async (id) => {
      const found = await look(id);
      if (!found) throw refuse(`there is no snapshot ${JSON.stringify(id)}`);
      if (found.status !== 'ready') throw refuse(`snapshot ${id} is ${found.status}`);
    },
  };
}

/** The service tells no progress: nothing, or all of it. */
function readImage({ name, status, description }: Readonly<Record<string, unknown>>): Snapshot {
  const instanceId = textOr(description, '');
  const state = readState(text(status, 'status'));
  return {
    ...{ id: text(name, 'name'), status: state, progress: state === 'ready' ? 100 : 0 },
    ...(instanceId !== '' && { instanceId }),
  };
}

function readState(native: string): Snapshot['status'] {
  if (native === 'READY') return 'ready';
  return ['INVALID', 'FAILED', 'DELETING'].includes(native) ? 'failed' : 'pending';
}

function notFound(message: string): ProviderError {
  return new ProviderError('NOT_FOUND', message, { provider: providerName });
}
