import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { nativeErrors } from './native-errors.ts';
import { spotFacts } from './spot-offer.ts';

const tolerances = {
  // What the server took shows in every read after.
  consistencyWindowMs: 5_000,
  bootTimeoutMs: 180_000,
  terminateTimeoutMs: 90_000,
  // A spawn waits for a node, and for the end of a pod that has its name.
  callTimeoutMs: 400_000,
};

const smallest = { cpus: 1, memoryMiB: 16 };
const largest = { cpus: 32, memoryMiB: 131_072, diskGiB: 512 };
const gpusMax = 4;

/** What a generator must know of the cluster. */
export function worldFacts(
  { images, pools, pageSize }: KubernetesOptions,
  region: string,
  secrets: readonly string[],
): WorldFacts {
  return {
    regions: [region],
    images,
    ...{ smallest, largest },
    ...spotFacts(smallest, largest, gpusMax),
    pageSize,
    instancesMax: 16,
    gpuModels: pools.flatMap(({ gpu }) => (gpu ? [gpu.model] : [])),
    gpusMax,
    volumeGiBMax: 16_384,
    volumesAreShared: true,
    nativeErrors,
    tolerances,
    secrets,
  };
}
