import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { region, type SimulatedHostOptions } from './simulated-host-options.ts';
import { sizeMaxGib } from './volumes.ts';

const tolerances = {
  consistencyWindowMs: 5_000,
  bootTimeoutMs: 120_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 120_000,
};

/** What a generator must know of a simulated host. */
export function worldFacts(options: SimulatedHostOptions, token: string): WorldFacts {
  return {
    regions: [region],
    images: options.images,
    smallest: options.smallest,
    largest: options.largest,
    pageSize: options.pageSize,
    instancesMax: 16,
    ...(options.capabilities.customNetworking && { networks: options.networks }),
    ...(options.capabilities.persistentVolumes && { volumeGiBMax: sizeMaxGib }),
    ...(options.capabilities.warmVolumes && { warmVolumesMax: options.warmVolumes }),
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets: [token],
  };
}
