import { list, record, text, whole } from '../../provider/body-fields.ts';
import { checkVolumeRequest } from '../../provider/check-volume-request.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { isPossibleId } from '../../provider/possible-id.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { makeOrAdopt } from './adopt.ts';
import type { RunpodClient } from './client.ts';
import { drawName, refuse } from './names.ts';
import { listPods } from './pods.ts';
import { checkRegion } from './regions.ts';
import type { Service } from './service.ts';

const sizeGiBMin = 10;
const sizeGiBMax = 4_096;

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
      const name = drawName(context);
      const make = () => client.create('/network-volumes', { name, ...wanted }, readVolume);
      const look = async () => (await listVolumes(client)).find((volume) => volume.name === name) ?? null;
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
  const { sizeGiB, region } = checkVolumeRequest(request, refuse, {
    sizeGiBMax,
    tagProblem: () => 'RunPod keeps no tags on volumes',
  });
  if (sizeGiB < sizeGiBMin) throw refuse(`sizeGiB must be at least ${sizeGiBMin}`);
  if (region !== undefined) await checkRegion(region, service);
  return { size: sizeGiB, dataCenter: region ?? (await firstPlace(service)) };
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
