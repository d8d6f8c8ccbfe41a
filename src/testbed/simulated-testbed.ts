import type { Ability } from './ability.ts';
import type { OpenOptions, Testbed, World } from './testbed.ts';

/** What is particular to one simulated service. */
export interface SimulatedTestbedOptions {
  readonly abilities: readonly Ability[];
  /** Cases per contract; default 100. */
  readonly runsDefault?: number;
  /** Drawn cases per contract at least, beside all its edge cases; default 4. */
  readonly draws?: number;
  readonly open: (options: OpenOptions) => Promise<World>;
}

/**
 * The testbed `simulated` of a service: every case has a world of its own, in memory, so that nothing is missing here and
 * nothing is left behind.
 *
 * @example
 * const testbed = simulatedTestbed({ abilities: ['ledger', 'faults'], open });
 */
export function simulatedTestbed({ abilities, runsDefault = 100, draws = 4, open }: SimulatedTestbedOptions): Testbed {
  return {
    name: 'simulated',
    fidelity: 'simulated',
    abilities,
    runsDefault,
    draws,
    isolation: 'case',
    probe: async () => null,
    open,
    sweep: async () => ({ removed: [], leaked: [] }),
  };
}
