import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { spotBounds } from './billing.ts';
import { acceleratorModels, imageFamilies } from './catalogue.ts';
import { sizeMaxGb } from './disks.ts';
import type { GcpOptions } from './gcp-options.ts';

const tolerances = {
  consistencyWindowMs: 10_000,
  bootTimeoutMs: 180_000,
  terminateTimeoutMs: 120_000,
  // A spawn waits for the operations of one zone after another.
  callTimeoutMs: 600_000,
};

/** What a generator must know of a project. */
export function worldFacts(options: GcpOptions, secrets: readonly string[]): WorldFacts {
  const [home] = Object.values(options.regions);
  return {
    regions: Object.keys(options.regions),
    images: Object.values(imageFamilies).flat(),
    smallest: { cpus: 1, memoryMiB: 1_024 },
    largest: { cpus: 16, memoryMiB: 65_536 },
    roundsUp: true,
    pageSize: options.pageSize,
    instancesMax: 16,
    networks: options.networks,
    ...(home && { zones: home }),
    gpuModels: acceleratorModels,
    gpusMax: 2,
    spotBids: spotBounds(options),
    volumeGiBMin: 10,
    volumeGiBMax: sizeMaxGb,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets,
  };
}
