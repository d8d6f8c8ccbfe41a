import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { billedBefore } from './costs.ts';
import { regionsOf, type SimulatedHostOptions } from './simulated-host-options.ts';
import { sizeMaxGib } from './volumes.ts';

const tolerances = {
  consistencyWindowMs: 5_000,
  bootTimeoutMs: 120_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 120_000,
};

/** What a generator must know of a simulated host. */
export function worldFacts(options: SimulatedHostOptions, token: string, nowMs: number): WorldFacts {
  return {
    regions: regionsOf(options),
    images: options.images,
    smallest: options.smallest,
    largest: options.largest,
    pageSize: options.pageSize,
    instancesMax: 16,
    // Also of what is switched off: a provider that declares it all the same has to be asked for it.
    networks: options.networks,
    gpuModels: options.gpuModels,
    gpusMax: options.gpusMax,
    spotBids: { hopeless: options.spotPriceMinCents / 100, sure: options.spotPriceMaxCents / 100 },
    billed: billedBefore(nowMs),
    volumeGiBMax: sizeMaxGib,
    warmVolumesMax: options.warmVolumes,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets: [token],
  };
}
