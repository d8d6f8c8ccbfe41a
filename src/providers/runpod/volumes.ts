import { list, record, text, whole } from '../../provider/body-fields.ts';
import { checkTags } from '../../provider/check-tags.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import { checkWhole } from '../../provider/check-whole.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { isObject } from '../../provider/is-object.ts';
import { isPossibleId } from '../../provider/possible-id.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { makeOrAdopt } from './adopt.ts';
import type { RunpodClient } from './client.ts';
import { refuse } from './names.ts';
import { checkRegion } from './order.ts';
import { listPods } from './pods.ts';
import type { Service } from './service.ts';

const sizes = { min: 10, max: 4_096 };

export interface NetworkVolume {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly dataCenter: string;
}

/** Network volumes. Several pods may mount one; it is never deleted with them, and costs money until it is. */
export function volumeMethods(service: Service, context: ProviderContext): CapabilityMethods['persistentVolumes'] {
  const { client } = service;
  return {
    createVolume: async (request) => {
      const wanted = await checkVolume(request, service);
      const name = `assay-${context.random.hex(32)}`;
      const make = () => client.post('/network-volumes', { name, ...wanted }, readVolume);
      const look = async () => (await listVolumes(client)).find((volume) => volume.name === name);
      return toVolume(await makeOrAdopt(make, look, context.clock), false);
    },
    getVolume: async (volumeId) => {
      const volume = await getNetworkVolume(client, volumeId);
      if (volume === null) return null;
      const pods = await listPods(client);
      return toVolume(
        volume,
        pods.some(({ instance }) => instance.volumeIds?.includes(volumeId)),
      );
    },
    deleteVolume: async (volumeId) => {
      if (isPossibleId(volumeId)) await client.remove(`/network-volumes/${volumeId}`);
    },
  };
}

export async function getNetworkVolume(client: RunpodClient, id: string): Promise<NetworkVolume | null> {
  return isPossibleId(id) ? client.find(`/network-volumes/${id}`, readVolume) : null;
}

function listVolumes(client: RunpodClient): Promise<readonly NetworkVolume[]> {
  return client.get('/network-volumes', (body) =>
    list(record(body, 'a list').networkVolumes, 'networkVolumes').map(readVolume),
  );
}

async function checkVolume(request: CreateVolumeRequest, service: Service): Promise<object> {
  if (!isObject(request)) throw refuse('a volume request must be an object');
  const size = checkWhole(request.sizeGiB, 'sizeGiB', sizes, refuse);
  const tags = Object.keys(checkTags(request.tags, 'tags', refuse));
  if (tags.length > 0) throw refuse('tags cannot be honoured: RunPod keeps none on volumes');
  const region = checkOptionalText(request.region, 'region', refuse);
  if (region !== undefined) await checkRegion(region, service);
  return { size, dataCenter: region ?? (await firstPlace(service)) };
}

async function firstPlace({ catalogue }: Service): Promise<string> {
  const place = (await catalogue.dataCenters()).find(({ hasVolumes }) => hasVolumes);
  if (place === undefined) throw refuse('no data center has network volumes');
  return place.id;
}

function readVolume(body: unknown): NetworkVolume {
  const volume = record(body, 'a network volume');
  return {
    id: text(volume.id, 'id'),
    name: text(volume.name, 'name'),
    size: whole(volume.size, 'size'),
    dataCenter: text(volume.dataCenter, 'dataCenter'),
  };
}

function toVolume({ id, size, dataCenter }: NetworkVolume, isMounted: boolean): Volume {
  return { id, status: isMounted ? 'in-use' : 'available', sizeGiB: size, region: dataCenter };
}
