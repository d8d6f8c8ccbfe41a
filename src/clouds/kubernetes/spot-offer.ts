import type { MachineSpec } from '../../provider/instance.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { NodePool } from './kubernetes-options.ts';

/** What a part of a spot machine costs per hour, in US dollars. The cluster knows nothing of it. */
const usdPerCpuHour = 0.02;
const usdPerGpuHour = 1.25;
/** How much larger a machine may be asked for than there is one. */
const farTooLarge = 1_000;

/** The settings with which an adapter has the spot pools; none where there are none. */
export function spotSettings(pools: readonly NodePool[]): Readonly<Record<string, string>> {
  const spot = pools.filter(({ isSpot }) => isSpot);
  if (spot.length === 0) return {};
  const taint = spot.map((pool) => pool.taint).find((key) => key !== undefined);
  return {
    COREWEAVE_SPOT_POOLS: spot.map(({ name }) => name).join(','),
    ...(taint !== undefined && { COREWEAVE_SPOT_TAINT: taint }),
    COREWEAVE_SPOT_USD_PER_CPU_HOUR: String(usdPerCpuHour),
    COREWEAVE_SPOT_USD_PER_GPU_HOUR: String(usdPerGpuHour),
  };
}

/**
 * What a generator must know of them. Only the cluster says that a machine is too large, and is asked once the bid is enough:
 * a bid that is sure is enough for such a one too.
 */
export function spotFacts(smallest: MachineSpec, largest: MachineSpec, gpusMax: number) {
  return {
    spotBids: {
      hopeless: smallest.cpus * usdPerCpuHour,
      sure: farTooLarge * (largest.cpus * usdPerCpuHour + gpusMax * usdPerGpuHour),
    },
  } satisfies Partial<WorldFacts>;
}
