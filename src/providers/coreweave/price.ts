import type { MachineSpec } from '../../provider/instance.ts';
import { refuse } from './settings.ts';
import type { SpotSettings } from './spot-settings.ts';

/** The digits that a sum of prices may be trusted in: 3 times 0.1 is 0.3 to whoever bids it. */
const digits = 12;

/** What such a machine costs in an hour. Throws INVALID_SPEC for GPUs where nobody said what they cost. */
export function priceUsdPerHour(
  { cpus, gpu }: Pick<MachineSpec, 'cpus' | 'gpu'>,
  { usdPerCpuHour, usdPerGpuHour }: SpotSettings,
): number {
  return Number((cpus * usdPerCpuHour + (gpu ? gpu.count * priceOfGpu(usdPerGpuHour) : 0)).toPrecision(digits));
}

function priceOfGpu(usdPerGpuHour: number | undefined): number {
  if (usdPerGpuHour !== undefined) return usdPerGpuHour;
  throw refuse(
    'spec.gpu cannot be bid for: COREWEAVE_SPOT_USD_PER_GPU_HOUR does not say what a GPU costs, and a bid can be kept only where a price is known',
  );
}
