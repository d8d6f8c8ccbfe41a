import type { Mutant } from '../../fixtures/define-mutant.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import { casesOf } from '../../src/engine/cases-of.ts';
import { gate } from '../../src/engine/gate.ts';
import { type ContractResult, runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';

/** How one contract refuted a mutant at one seed. */
export interface Kill {
  readonly seed: number;
  readonly cases: number;
  readonly steps: number;
}

export interface MutantVerdict {
  readonly name: string;
  readonly depth: Mutant['depth'];
  readonly expected: readonly string[];
  /** The kills of every seed that was tried, by contract. */
  readonly kills: ReadonlyMap<string, readonly Kill[]>;
  /** How many cases `certify` runs of each expected killer when it certifies every provider at once. */
  readonly fewCases: ReadonlyMap<string, number>;
}

export interface JudgeOptions {
  readonly seeds: readonly number[];
  /** Cases that an expected killer may take. */
  readonly runs: number;
  /** Other contracts are asked too, at the first seed, to see how specific a defect's trace is. */
  readonly runsOfOthers: number;
}

/** Runs every contract at the first seed, and the expected killers at all of them. */
export async function judgeMutant(name: string, mutant: Mutant, options: JudgeOptions): Promise<MutantVerdict> {
  const kills = new Map<string, Kill[]>();
  const fewCases = new Map<string, number>();
  for (const [index, seed] of options.seeds.entries()) {
    const asksOthers = index === 0 && options.runsOfOthers > 0;
    const asked = contractCatalogue.filter(({ id }) => asksOthers || mutant.contracts.includes(id));
    for (const contract of asked) {
      const runs = mutant.contracts.includes(contract.id) ? options.runs : options.runsOfOthers;
      const { result, cases } = await runOne(mutant, contract, seed, runs);
      if (mutant.contracts.includes(contract.id)) fewCases.set(contract.id, cases);
      const kill = killOf(seed, result);
      if (kill) kills.set(contract.id, [...(kills.get(contract.id) ?? []), kill]);
    }
  }
  return { name, depth: mutant.depth, expected: mutant.contracts, kills, fewCases };
}

async function runOne(
  mutant: Mutant,
  contract: Contract,
  seed: number,
  runs: number,
): Promise<{ readonly result?: ContractResult; readonly cases: number }> {
  const [testbed] = mutant.testbeds as readonly Testbed[];
  if (!testbed) throw new Error(`${mutant.name} has no testbed`);
  const { signal } = new AbortController();
  const worlds = createWorlds({ testbed, module: mutant, settings: {}, runId: 'mutation', seed, signal });
  const { facts, provider } = await worlds.within(seed, async (world) => ({
    facts: world.facts,
    provider: world.registration.provider,
  }));
  const cases = casesOf(contract, facts, testbed, 'few');
  if (gate(contract, { ...provider, workflows: facts.workflows, enhanced: facts.enhanced, testbed })) return { cases };
  return { result: await runContract({ worlds, facts, contract, seed, runs, signal, elapsedMs: () => 0 }), cases };
}

/** Only a violated promise is a kill: never a crash, a time-out, or a defect of the contract itself. */
function killOf(seed: number, result: ContractResult | undefined): Kill | undefined {
  const counterexample = result?.outcome.counterexample;
  if (result?.outcome.outcome !== 'fail' || !counterexample) return undefined;
  return { seed, cases: counterexample.found.cases, steps: counterexample.steps.length };
}
