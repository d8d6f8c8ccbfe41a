import type { Contract } from '../contracts/contract.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';

/** How many cases of each contract: so many, or as few as find nearly all that many would. */
export type AskedCases = number | 'few';

/**
 * How many cases of a contract to run: as many as were asked for, or as the testbed says. Where cases are cheap none of
 * the edge cases is left out, and a contract of many kinds of cases draws more of them than the others.
 */
export function casesOf(
  contract: Pick<Contract, 'boundaries' | 'breadth'>,
  facts: WorldFacts,
  { runsDefault, draws }: Pick<Testbed, 'runsDefault' | 'draws'>,
  asked?: AskedCases,
): number {
  if (typeof asked === 'number') return asked;
  if (draws === undefined) return runsDefault;
  const edgeCases = contract.boundaries?.(facts).length ?? 0;
  const few = edgeCases + draws * (contract.breadth ?? 1);
  return asked === 'few' ? few : Math.max(runsDefault, few);
}
