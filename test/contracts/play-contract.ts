import fc from 'fast-check';
import type { Contract } from '../../src/contracts/contract.ts';
import type { Step } from '../../src/contracts/step.ts';
import { Violation } from '../../src/contracts/violation.ts';
import { runTrial } from '../../src/engine/run-trial.ts';
import { facts } from './facts.ts';
import { openToyWorld, type Spoil, type ToyManners } from './toy-world.ts';

export interface Finding {
  /** Counted from 1. */
  readonly atCase: number;
  readonly expected: string;
  readonly actual: string;
}

/** The first violation that a contract finds in the toy world, or undefined. A defect of the contract is thrown. */
export async function findViolation(
  contract: Contract,
  options: { readonly cases: number; readonly manners?: ToyManners; readonly spoil?: Spoil; readonly seed?: number },
): Promise<Finding | undefined> {
  const drawn = fc.sample(contract.steps(facts), { numRuns: options.cases, seed: options.seed ?? 1 });
  const cases = [...(contract.boundaries?.(facts) ?? []), ...drawn].slice(0, options.cases);
  for (const [index, steps] of cases.entries()) {
    const thrown = await play(contract, steps, options.manners, options.spoil);
    if (thrown instanceof Violation) return { atCase: index + 1, expected: thrown.expected, actual: thrown.actual };
    if (thrown !== undefined) throw thrown;
  }
  return undefined;
}

async function play(contract: Contract, steps: readonly Step[], manners?: ToyManners, spoil?: Spoil): Promise<unknown> {
  const own = JSON.parse(JSON.stringify(steps)) as readonly Step[];
  const record = await runTrial(openToyWorld(manners, spoil), contract, own, new Set());
  return record.thrown;
}
