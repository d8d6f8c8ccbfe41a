import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { billedBefore } from './cost-explorer.ts';
import { sizeMaxGiB } from './create-volume.ts';
import { subnetOf } from './places.ts';
import { drainableZones } from './simulated-ec2-options.ts';
import { priceBounds } from './spot-prices.ts';
import type { Store } from './store.ts';

const tolerances = {
  consistencyWindowMs: 10_000,
  bootTimeoutMs: 180_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 120_000,
};

/** How many warm volumes the provider is told to keep. */
export const warmPoolSize = 3;

/** What a generator must know of a simulated EC2. */
export function worldFacts(store: Store, secret: string): WorldFacts {
  const { options } = store;
  const [home = []] = Object.values(options.regions);
  const isDrained = (zone: string) => drainableZones.includes(zone) || options.drainedZones.includes(zone);
  const bids = priceBounds(store, 't3.micro');
  return {
    regions: Object.keys(options.regions),
    images: ['debian', 'ubuntu'],
    smallest: { cpus: 1, memoryMiB: 512 },
    largest: { cpus: 16, memoryMiB: 65_536 },
    roundsUp: true,
    pageSize: options.pageSize,
    instancesMax: 16,
    zones: home,
    networks: home.filter((zone) => !isDrained(zone)).map(subnetOf),
    gpuModels: ['T4', 'L4', 'A10G'],
    gpusMax: 1,
    spotBids: { hopeless: bids.min, sure: bids.max },
    spotSleeps: false,
    billed: billedBefore(store.openedAtMs),
    volumeGiBMax: sizeMaxGiB,
    warmVolumesMax: warmPoolSize,
    warmClaimMs: 3_600_000,
    nativeErrors: nativeErrorKinds,
    tolerances,
    secrets: [secret],
  };
}
