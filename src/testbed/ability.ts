/** What a world can offer beyond the provider itself. A contract names those that it needs. */
export const abilityNames = [
  'ledger',
  'faults',
  'shell',
  'disk',
  'spot-market',
  'zones',
  'processes',
  'drift',
  'misconduct',
  'constraints',
  'network',
  'reset',
] as const;

/**
 * ledger: ground truth. faults: failures below the provider. shell: runs a bootstrap where a machine would. disk: writes
 * and reads a text on a machine's own disk. spot-market: takes spot machines away. zones: sells zones out, and refills them. processes: the provider in a process of
 * its own, which may die.
 * drift, constraints and network: what happens to machines behind the provider's back. misconduct: the service itself
 * goes wrong. reset: an empty world on demand.
 */
export type Ability = (typeof abilityNames)[number];
