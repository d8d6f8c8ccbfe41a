import type { ProviderContext } from '../../provider/context.ts';
import type { Refuse } from '../../provider/refuse.ts';

/** Which node pools are spot, and what they cost: no API of CoreWeave tells that. */
export interface SpotSettings {
  /** Names of the pools: nothing else tells their nodes apart. */
  readonly pools: readonly string[];
  /** Key of the taint that keeps the pods of others off them; absent where there is none. */
  readonly taint: string | undefined;
  readonly usdPerCpuHour: number;
  /** Absent where nobody said what a GPU costs: then none can be bid for. */
  readonly usdPerGpuHour: number | undefined;
}

/** Pools without a price, or prices without pools, are half of what a bid needs. Undefined where there is neither. */
export function readSpot(env: ProviderContext['env'], refuse: Refuse): SpotSettings | undefined {
  const {
    COREWEAVE_SPOT_POOLS: pools,
    COREWEAVE_SPOT_TAINT: taint,
    COREWEAVE_SPOT_USD_PER_CPU_HOUR: perCpu,
    COREWEAVE_SPOT_USD_PER_GPU_HOUR: perGpu,
  } = env;
  if (!pools && !taint && !perCpu && !perGpu) return undefined;
  if (!pools) {
    throw refuse(
      'COREWEAVE_SPOT_POOLS must name the node pools that the other settings of spot are about: set all of them, or none',
    );
  }
  return {
    pools: readPools(pools, refuse),
    taint: taint ? readTaint(taint, refuse) : undefined,
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

/** A key of labels and taints: a name, and before it, where there is one, a domain. */
function readTaint(setting: string, refuse: Refuse): string {
  const name = '[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?';
  if (new RegExp(`^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?${name}$`).test(setting)) return setting;
  throw refuse(
    `COREWEAVE_SPOT_TAINT must be the key of a taint, such as example.com/spot, got ${JSON.stringify(setting)}`,
  );
}

function readPrice(name: string, what: string, setting: string | undefined, refuse: Refuse): number {
  const price = Number(setting);
  if (setting && Number.isFinite(price) && price > 0) return price;
  throw refuse(
    `${name} must be what a ${what} costs per hour in COREWEAVE_SPOT_POOLS, above 0: a bid can be kept only where a price is known, got ${JSON.stringify(setting ?? '')}`,
  );
}
