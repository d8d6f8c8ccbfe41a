import { findCpu, findGpu, perGpu, placesOf } from './catalogue.ts';
import type { PodOrder, PodRecord } from './pod.ts';
import { drawId, holderOf, type Store, spendPerHour } from './store.ts';

/** A pod that was made, or why none could be. `detail` is the service's prose. */
export type Placement =
  | { readonly outcome: 'placed'; readonly pod: PodRecord }
  | { readonly outcome: 'no-capacity' | 'low-balance' | 'spend-limit' | 'bad-mount'; readonly detail: string };

export const noCapacity =
  'There are no longer any instances available with the requested specifications. Please refresh and try again.';
export const lowBalance = 'Your account balance is too low to rent a pod. Please add funds to your account.';

/** Finds a host, and makes the pod. What a spot pod costs is what the market asks for it. */
export function placePod(
  store: Store,
  order: PodOrder,
  dataCenterIds: readonly string[],
  spotPerHour: number | null = null,
): Placement {
  const mount = mountProblem(store, order);
  if (mount !== null) return { outcome: 'bad-mount', detail: mount };
  const dataCenterId = placeFor(store, order, dataCenterIds);
  if (dataCenterId === undefined) return { outcome: 'no-capacity', detail: noCapacity };
  const costPerHour = spotPerHour ?? costOf(order);
  if (store.balanceUsd < costPerHour) return { outcome: 'low-balance', detail: lowBalance };
  if (spendPerHour(store) + costPerHour > store.options.spendLimitUsdPerHour) {
    const detail = `This deployment would exceed your spend limit of $${store.options.spendLimitUsdPerHour}/hr.`;
    return { outcome: 'spend-limit', detail };
  }
  const pod: PodRecord = {
    id: drawId(store.random),
    order,
    dataCenterId,
    costPerHour,
    createdAtMs: store.clock.now(),
    interruptible: spotPerHour !== null,
    changes: [],
    deletedAtMs: Number.POSITIVE_INFINITY,
  };
  store.pods.set(pod.id, pod);
  return { outcome: 'placed', pod };
}

/** Nobody is kept from mounting a network volume that another pod has mounted: it is a shared file system. */
function mountProblem(store: Store, { networkMount, cloud }: PodOrder): string | null {
  if (networkMount === null) return null;
  const volume = store.volumes.get(networkMount.volumeId);
  if (!volume || volume.gone) return `network volume ${networkMount.volumeId} not found`;
  return cloud === 'SECURE' ? null : 'network volumes are available on SECURE only';
}

/** A host in one of these data centers, with the network volume beside it; undefined where there is none. */
function placeFor(store: Store, order: PodOrder, dataCenterIds: readonly string[]): string | undefined {
  const { dataCenters, enforcesDataCenters } = store.options;
  const volume = order.networkMount && store.volumes.get(order.networkMount.volumeId);
  const fitting = placesWith(order, dataCenters).filter((id) => !volume || volume.dataCenter === id);
  const wanted = fitting.filter((id) => dataCenterIds.length === 0 || dataCenterIds.includes(id));
  if (wanted.length > 0 || enforcesDataCenters) return pick(store, wanted);
  return pick(store, fitting);
}

function placesWith({ gpu }: PodOrder, all: readonly string[]): readonly string[] {
  if (gpu === null) return all;
  const type = findGpu(gpu.id);
  const isLarge = gpu.vcpuCount > perGpu.vcpusMax * gpu.count || gpu.memory > perGpu.memoryGbMax * gpu.count;
  return type === undefined || gpu.count > type.maxCount || isLarge ? [] : placesOf(type, all);
}

function pick({ random }: Store, places: readonly string[]): string | undefined {
  return places[Math.floor(random.next() * places.length)];
}

function costOf({ gpu, cpu, cloud }: PodOrder): number {
  const type = findGpu(gpu?.id);
  const perCard = cloud === 'SECURE' ? type?.priceSecure : type?.priceCommunity;
  return (gpu?.count ?? 0) * (perCard ?? 0) + (cpu?.vcpuCount ?? 0) * (findCpu(cpu?.id)?.pricePerVcpu ?? 0);
}

/** Whether a network volume may be deleted. */
export function isMounted(store: Store, volumeId: string): boolean {
  return holderOf(store, volumeId) !== undefined;
}
