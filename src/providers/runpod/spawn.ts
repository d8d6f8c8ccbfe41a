import type { ProviderContext } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { makeOrAdopt } from './adopt.ts';
import { type Order, orderFor } from './order.ts';
import { listPods, type Pod, readPod } from './pods.ts';
import type { Service } from './service.ts';

/** Where a network volume is mounted. */
export const mountPath = '/workspace';

/** Creates one pod on Secure Cloud. */
export async function spawn(request: SpawnRequest, service: Service, context: ProviderContext): Promise<Instance> {
  const order = await orderFor(request, service, context);
  const make = () => service.client.create('/pods', podBody(order), readPod);
  const pod = await makeOrAdopt(make, () => findByKey(service, order.key), context.clock);
  return pod.instance;
}

/** The pod of that name, or null. */
export async function findByKey({ client }: Service, key: string): Promise<Pod | null> {
  return (await listPods(client)).find((pod) => pod.key === key) ?? null;
}

function podBody({ key, image, size, diskGb, env, args, region, volumeId }: Order): object {
  return {
    name: key,
    image,
    ...size,
    cloud: 'SECURE',
    disk: diskGb,
    env,
    ports: ['22/tcp'],
    ...(args !== undefined && { args }),
    ...(region !== undefined && { dataCenterIds: [region] }),
    ...(volumeId !== undefined && { mounts: { network: [{ volumeId, path: mountPath }] } }),
  };
}
