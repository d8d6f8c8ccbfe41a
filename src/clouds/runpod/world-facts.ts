import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { billedBefore } from './billing.ts';
import { gpuTypes } from './catalogue.ts';
import { sizeMaxGb, sizeMinGb } from './network-volumes.ts';
import type { SimulatedRunpodOptions } from './simulated-runpod-options.ts';

const tolerances = {
  // A pod that was made a moment ago may not be found for a minute.
  consistencyWindowMs: 60_000,
  bootTimeoutMs: 300_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 300_000,
};

const smallest = { cpus: 2, memoryMiB: 4_096 };
const cheapest = gpuTypes[0];
const bids = gpuTypes.map(({ minimumBid }) => minimumBid);

/** What a generator must know of a simulated account. */
export function worldFacts(
  options: Pick<SimulatedRunpodOptions, 'dataCenters' | 'images'>,
  key: string,
  nowMs: number,
): WorldFacts {
  return {
    regions: options.dataCenters,
    images: options.images,
    smallest,
    largest: { cpus: 32, memoryMiB: 65_536 },
    // CPU pods come in flavors, GPU pods with what their host gives each card.
    roundsUp: true,
    instancesMax: 12,
    gpuModels: gpuTypes.map(({ id }) => id),
    gpusMax: 2,
    // Only pods with GPUs are on the market.
    spotSpec: { ...smallest, gpu: { model: cheapest?.id ?? '', count: 1 } },
    spotBids: { hopeless: Math.min(...bids), sure: Math.max(...bids) },
    billed: billedBefore(nowMs),
    volumeGiBMin: sizeMinGb,
    volumeGiBMax: sizeMaxGb,
    volumesPerInstanceMax: 1,
    volumeTags: false,
    volumesAreShared: true,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets: [key],
  };
}
