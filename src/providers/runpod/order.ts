import type { Bootstrap } from '../../provider/bootstrap.ts';
import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import type { ProviderContext } from '../../provider/context.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { type Marker, markerEnv } from './marker.ts';
import { drawName, providerName, refuse } from './names.ts';
import { checkRegion } from './regions.ts';
import { runpodCapabilities } from './runpod-capabilities.ts';
import type { Service } from './service.ts';
import { type Size, sizeFor } from './size.ts';
import { getNetworkVolume } from './volumes.ts';

/** A pod that is to be made, checked against the catalogue. */
export interface Order {
  /** Drawn for this request alone: by it the pod is found again when nobody knows whether it was made. */
  readonly key: string;
  readonly image: string;
  readonly size: Size;
  readonly diskGb: number;
  readonly env: Readonly<Record<string, string>>;
  readonly args?: string;
  readonly region?: string;
  readonly volumeId?: string;
}

/** The image of who names none: it has a shell and an sshd, and stays up. */
const imageDefault = 'runpod/base:1.0.2-ubuntu2204';
const diskDefaultGb = 20;

/** Beyond any host there is: it would be told as a lack of capacity, and tried for again and again. */
const hostMax = { cpus: 512, memoryMiB: 8_388_608, diskGiB: 65_536 };

/** Throws INVALID_SPEC for what RunPod would refuse, or call a lack of capacity. */
export async function orderFor(
  request: SpawnRequest,
  service: Service,
  context: ProviderContext,
  mark: Pick<Marker, 'spot'> = {},
): Promise<Order> {
  const checked = checkSpawnRequest(request, {
    provider: providerName,
    capabilities: runpodCapabilities,
    largest: hostMax,
  });
  const { name, bootstrap } = checked;
  const size = await sizeFor(checked.spec, service.catalogue);
  const region = await placeFor(checked, service);
  const [volumeId] = checked.volumeIds;
  return {
    key: drawName(context),
    image: checked.image ?? imageDefault,
    size,
    diskGb: checked.spec.diskGiB ?? diskDefaultGb,
    env: markerEnv({ tags: checked.tags, ...mark, ...(name !== undefined && { name }), ...(region && { region }) }),
    ...(bootstrap && { args: argsFor(bootstrap) }),
    ...(region !== undefined && { region }),
    ...(volumeId !== undefined && { volumeId }),
  };
}

/** The region that was asked for, or that of the volume: a network volume is mounted in its own data center alone. */
async function placeFor({ region, volumeIds }: CheckedRequest, service: Service): Promise<string | undefined> {
  if (region !== undefined) await checkRegion(region, service);
  const [volumeId] = volumeIds;
  if (volumeId === undefined) return region;
  if (volumeIds.length > 1) throw refuse('volumeIds must name one volume: RunPod mounts no more');
  const volume = await getNetworkVolume(service.client, volumeId);
  if (volume === null) throw refuse(`there is no volume ${JSON.stringify(volumeId)}`);
  if (region !== undefined && region !== volume.dataCenter)
    throw refuse(`volume ${volumeId} is in ${volume.dataCenter}`);
  return volume.dataCenter;
}

/** Containers have no user data: the script is the container's command, in Base64 so that no quote in it matters. */
function argsFor({ content, format }: Bootstrap): string {
  if (format !== 'shell') throw refuse(`bootstrap.format must be shell: a pod is a container and has no ${format}`);
  const script = Buffer.from(content).toString('base64');
  return `sh -c 'echo ${script} | base64 -d >/tmp/assay-bootstrap && sh /tmp/assay-bootstrap && exec sleep infinity'`;
}
