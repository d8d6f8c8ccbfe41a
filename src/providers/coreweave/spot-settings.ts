import type { ProviderContext } from '../../provider/context.ts';
import type { Refuse } from '../../provider/refuse.ts';

/** Which node pools are spot, and what they cost: no API of CoreWeave tells that. */
export interface SpotSettings {
  /** Names of the pools: nothing else tells their nodes apart. */
  readonly pools: readonly string[];
  readonly usdPerCpuHour: number;
  /** Absent where nobody said what a GPU costs: then none can be bid for. */
  readonly usdPerGpuHour: number | undefined;
}

/** Pools without a price, or prices without pools, are half of what a bid needs. Undefined where there is neither. */
export function readSpot(env: ProviderContext['env'], refuse: Refuse): SpotSettings | undefined {
  const {
    COREWEAVE_SPOT_POOLS: pools,
    COREWEAVE_SPOT_USD_PER_CPU_HOUR: perCpu,
    COREWEAVE_SPOT_USD_PER_GPU_HOUR: perGpu,
  } = env;
  if (!pools && !perCpu && !perGpu) return undefined;
  if (!pools) {
    throw refuse('COREWEAVE_SPOT_POOLS must name the node pools whose prices are set: set both, or neither');
  }
  return {
    pools: readPools(pools, refuse),
    usdPerCpuHour: readPrice('COREWEAVE_SPOT_USD_PER_CPU_HOUR', 'CPU', perCpu, refuse),
    usdPerGpuHour: perGpu ? readPrice('COREWEAVE_SPOT_USD_PER_GPU_HOUR', 'GPU', perGpu, refuse) : undefined,
  };
}

function readPools(setting: string, refuse: Refuse): readonly string[] {
  const pools = setting.split(',').map((name) => name.trim());
  // They become values of a label.
  if (pools.every((name) => /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(name))) return [...new Set(pools)];
  throw refuse(`COREWEAVE_SPOT_POOLS must be names of node pools, with commas between, got ${JSON.stringify(setting)}`);
}

function readPrice(name: string, what: string, setting: string | undefined, refuse: Refuse): number {
  const price = Number(setting);
  if (setting && Number.isFinite(price) && price > 0) return price;
  throw refuse(
    `${name} must be what a ${what} costs per hour in COREWEAVE_SPOT_POOLS, above 0: a bid can be kept only where a price is known, got ${JSON.stringify(setting ?? '')}`,
  );
}
