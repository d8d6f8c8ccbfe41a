import type { Capabilities } from '../../provider/capability.ts';
import type { Random } from '../../provider/context.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import { between, oneIn } from '../../testbed/draw.ts';

/** How a simulated host behaves. Times are milliseconds of the world's clock. */
export interface SimulatedHostOptions {
  /** What the service has on. What is off it refuses with `not_offered`; names are unique only with idempotentSpawn. */
  readonly capabilities: Capabilities;
  /** How long a machine is `creating` before it is `starting`. */
  readonly provisioningMs: number;
  /** From the accepted request to `running`. */
  readonly bootMs: number;
  /** From the accepted delete to gone. */
  readonly deleteMs: number;
  /** How long a machine that is gone remains visible as `deleted`. */
  readonly tombstoneMs: number;
  /** Lists and lookups by name show the state of that long ago. */
  readonly listLagMs: number;
  /** The same for a look at one machine by its id. */
  readonly getLagMs: number;
  /** Every request takes between these. */
  readonly latencyMinMs: number;
  readonly latencyMaxMs: number;
  /** Requests that may come at once before one is refused with `slow_down`, and how many a second make up for them. */
  readonly rateBurst: number;
  readonly ratePerSecond: number;
  readonly snapshotMs: number;
  readonly volumeMs: number;
  /** From the accepted hibernate to `stopped`. Waking up takes as long as booting. */
  readonly hibernateMs: number;
  /** Volumes that are kept ready to be claimed. */
  readonly warmVolumes: number;
  /** How long a warm volume that was released is wiped before it can be claimed again. */
  readonly wipeMs: number;
  /** Machines on one page of a list. */
  readonly pageSize: number;
  /** Whether lists come in an order of their own. */
  readonly shuffle: boolean;
  /** More living machines than this are refused with `quota_exceeded`. */
  readonly machinesMax: number;
  readonly smallest: MachineSpec;
  readonly largest: MachineSpec & { readonly diskGiB: number };
  /** What machines can be made from; `debian` is what the provider takes when nobody says. */
  readonly images: readonly string[];
  /** The networks that exist from the start; the first is the default. */
  readonly networks: readonly string[];
  /** Where machines can be; the first is the default, and without multiRegion the only one. */
  readonly regions: readonly string[];
  /** The GPUs of each model that one machine may have. */
  readonly gpuModels: readonly string[];
  readonly gpusMax: number;
  /** What a spot machine costs in each region, in hundredths of a US dollar per hour. */
  readonly spotPriceMinCents: number;
  readonly spotPriceMaxCents: number;
}

/** The regions that a caller may name. OrbStack runs on one computer; a host with multiRegion stands for several. */
export function regionsOf({ capabilities, regions }: SimulatedHostOptions): readonly string[] {
  return capabilities.multiRegion ? regions : regions.slice(0, 1);
}

/** What a host has on unless somebody switches it off. */
const offered: Capabilities = {
  snapshots: true,
  spot: true,
  gpu: true,
  multiRegion: true,
  persistentVolumes: true,
  warmVolumes: true,
  hibernation: true,
  costExplorer: true,
  tailscaleNative: true,
  idempotentSpawn: true,
  customNetworking: true,
};

/** Longest lag that a host draws for itself. */
const listLagMaxMs = 2_000;

/**
 * Complete options: what the caller fixed, and for the rest the manners of one particular host. Hosts differ mildly by
 * seed, so that a contract cannot get used to one of them.
 */
export function resolveOptions(given: Partial<SimulatedHostOptions>, random: Random): SimulatedHostOptions {
  const bootMs = between(random, 400, 8_000);
  return {
    capabilities: offered,
    provisioningMs: Math.floor(bootMs / 4),
    bootMs,
    deleteMs: between(random, 100, 4_000),
    tombstoneMs: 0,
    listLagMs: oneIn(random, 2) ? between(random, 1, listLagMaxMs) : 0,
    getLagMs: 0,
    latencyMinMs: 0,
    latencyMaxMs: oneIn(random, 8) ? 50 : 0,
    rateBurst: Number.POSITIVE_INFINITY,
    ratePerSecond: 0,
    snapshotMs: between(random, 500, 5_000),
    volumeMs: between(random, 0, 1_000),
    pageSize: 5,
    shuffle: oneIn(random, 4),
    machinesMax: 64,
    smallest: { cpus: 1, memoryMiB: 256 },
    largest: { cpus: 16, memoryMiB: 65_536, diskGiB: 512 },
    images: ['debian', 'ubuntu', 'alpine'],
    networks: ['bridge', 'isolated'],
    hibernateMs: between(random, 100, 4_000),
    warmVolumes: 3,
    wipeMs: between(random, 0, 3_000),
    regions: ['local', 'attic', 'cellar'],
    gpuModels: ['l4', 'h100'],
    gpusMax: 8,
    spotPriceMinCents: 10,
    spotPriceMaxCents: 250,
    ...given,
  };
}
