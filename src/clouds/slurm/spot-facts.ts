import type { MachineSpec } from '../../provider/instance.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';

/** How much larger a machine may be asked for than there is one. */
const farTooLarge = 1_000;

export interface SpotOffer {
  readonly partition: string;
  readonly usdPerCpuHour: number;
  readonly smallest: MachineSpec;
  readonly largest: MachineSpec;
}

/**
 * What a generator must know of the spot partition. Only SLURM says that a machine is too large, and is asked once the bid
 * is enough: a bid that is sure is enough for such a one too.
 */
export function spotFacts({ partition, usdPerCpuHour, smallest, largest }: SpotOffer) {
  return {
    spotRegions: [partition],
    spotBids: { hopeless: smallest.cpus * usdPerCpuHour, sure: largest.cpus * farTooLarge * usdPerCpuHour },
  } satisfies Partial<WorldFacts>;
}
