import type { Contract } from '../contracts/contract.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';

/**
 * How many cases of a contract to run: as many as were asked for, or as the testbed says. Where cases are cheap none of
 * the edge cases is left out, and a contract of many kinds of cases draws more of them than the others.
 */
export function casesOf(
  contract: Pick<Contract, 'boundaries' | 'breadth'>,
  facts: WorldFacts,
  testbed: Pick<Testbed, 'runsDefault' | 'edgeCases'>,
  asked?: number,
): number {
  if (asked !== undefined) return asked;
  if (testbed.edgeCases !== 'all') return testbed.runsDefault;
  const edgeCases = contract.boundaries?.(facts).length ?? 0;
  return edgeCases + testbed.runsDefault * (contract.breadth ?? 1);
}
