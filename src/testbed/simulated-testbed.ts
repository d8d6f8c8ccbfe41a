import type { Ability } from './ability.ts';
import type { OpenOptions, Testbed, World } from './testbed.ts';

/** What is particular to one simulated service. */
export interface SimulatedTestbedOptions {
  readonly abilities: readonly Ability[];
  /** Drawn cases per contract, beside all its edge cases; default 10. */
  readonly runsDefault?: number;
  readonly open: (options: OpenOptions) => Promise<World>;
}

/**
 * The testbed `simulated` of a service: every case has a world of its own, in memory, so that nothing is missing here and
 * nothing is left behind.
 *
 * @example
 * const testbed = simulatedTestbed({ abilities: ['ledger', 'faults'], open });
 */
export function simulatedTestbed({ abilities, runsDefault = 10, open }: SimulatedTestbedOptions): Testbed {
  return {
    name: 'simulated',
    fidelity: 'simulated',
    abilities,
    runsDefault,
    edgeCases: 'all',
    isolation: 'case',
    probe: async () => null,
    open,
    sweep: async () => ({ removed: [], leaked: [] }),
  };
}
