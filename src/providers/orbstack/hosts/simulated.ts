import type { ProviderContext } from '../../../provider/context.ts';
import { isPossibleId } from '../../../provider/possible-id.ts';
import type { CreateOutcome, Host, Machine } from '../host.ts';
import { readCapabilities, simulatedCapabilities } from '../orbstack-capabilities.ts';
import { notFound } from '../refuse.ts';
import { account } from './simulated-account.ts';
import { createClient, type SimulatedClient } from './simulated-client.ts';
import { NativeFailure } from './simulated-errors.ts';
import { listAll } from './simulated-list.ts';
import { machineBody, readMachine, readSnapshot, readVolume } from './simulated-shapes.ts';
import { spotMarket } from './simulated-spot.ts';

/**
 * Machines behind a small HTTP service: `ORBSTACK_URL` says where, `ORBSTACK_TOKEN` is the bearer token, and
 * `ORBSTACK_CAPABILITIES` lists the flags that the service has on; all of them when it is not set.
 */
export function createSimulatedHost(context: ProviderContext): Host {
  const client = createClient(context);
  const getMachine = (id: string) => getOrNull(client, 'machines', id, readMachine);
  const flags = context.env.ORBSTACK_CAPABILITIES;
  const capabilities = flags === undefined ? simulatedCapabilities : readCapabilities(flags);
  return {
    capabilities,
    imageDefault: 'debian',
    regionDefault: 'local',
    ...(!capabilities.multiRegion && { regions: ['local'] }),
    largest: { cpus: 16, memoryMiB: 65_536, diskGiB: 512 },
    settlesWithinMs: 5_000,
    drawsAreOurs: true,
    create: async (request) => {
      try {
        const body = await client.send('POST', '/v1/machines', machineBody(request));
        return { outcome: 'created', machine: client.read('POST', body, readMachine) };
      } catch (thrown) {
        return nameTaken(thrown, getMachine);
      }
    },
    get: getMachine,
    find: async (name) => {
      const machines = await listAll(client, `&name=${encodeURIComponent(name)}`);
      // A name is free again once its machine is terminated; whoever lives is meant.
      return machines.find(({ status }) => status !== 'terminated') ?? machines[0] ?? null;
    },
    list: () => listAll(client, ''),
    destroy: (id) => deleteSilently(client, 'machines', id),
    ping: async () => {
      await client.send('GET', '/v1/ping');
    },
    createSnapshot: async (machineId) => {
      const body = await client.send('POST', '/v1/snapshots', { machine: machineId });
      return client.read('POST', body, readSnapshot);
    },
    getSnapshot: (id) => getOrNull(client, 'snapshots', id, readSnapshot),
    deleteSnapshot: (id) => deleteSilently(client, 'snapshots', id),
    createVolume: async ({ sizeGiB, region, tags }) => {
      const body = await client.send('POST', '/v1/volumes', { size_gib: sizeGiB, region, labels: tags });
      return client.read('POST', body, readVolume);
    },
    getVolume: (id) => getOrNull(client, 'volumes', id, readVolume),
    deleteVolume: (id) => deleteSilently(client, 'volumes', id),
    warmVolumes: {
      claim: async (region) =>
        client.read('POST', await client.send('POST', '/v1/warm-volumes', { region }), readVolume),
      release: (id) => deleteSilently(client, 'warm-volumes', id),
    },
    hibernation: {
      hibernate: async (id) => {
        await act(client, id, 'hibernate');
      },
      resume: async (id) => client.read('POST', await act(client, id, 'resume'), readMachine),
    },
    spotMarket: spotMarket(client),
    ...account(client),
  };
}

type GetMachine = (id: string) => Promise<Machine | null>;

async function nameTaken(thrown: unknown, getMachine: GetMachine): Promise<CreateOutcome> {
  const failure = NativeFailure.behind(thrown);
  if (failure?.code !== 'name_taken') throw thrown;
  const { holder } = failure;
  // Whose it is could not be seen: that says nothing of what was made.
  const existing = holder === undefined ? null : await getMachine(holder).catch(() => null);
  return { outcome: 'name-taken', existing };
}

type Collection = 'machines' | 'snapshots' | 'volumes' | 'warm-volumes';

const absentCodes: Readonly<Record<Collection, string>> = {
  machines: 'machine_not_found',
  snapshots: 'snapshot_not_found',
  volumes: 'volume_not_found',
  'warm-volumes': 'volume_not_found',
};

async function getOrNull<T>(
  client: SimulatedClient,
  collection: Collection,
  id: string,
  read: (body: unknown) => T,
): Promise<T | null> {
  if (!isPossibleId(id)) return null;
  const body = await client.sendOrNull('GET', `/v1/${collection}/${id}`, absentCodes[collection]);
  return body === null ? null : client.read('GET', body, read);
}

async function deleteSilently(client: SimulatedClient, collection: Collection, id: string): Promise<void> {
  if (isPossibleId(id)) await client.sendOrNull('DELETE', `/v1/${collection}/${id}`, absentCodes[collection]);
}

async function act(client: SimulatedClient, id: string, action: 'hibernate' | 'resume'): Promise<unknown> {
  if (!isPossibleId(id)) throw notFound(`there is no machine ${JSON.stringify(id)}`);
  return client.send('POST', `/v1/machines/${id}/${action}`);
}
