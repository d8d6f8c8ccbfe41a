import type { Contract } from '../../src/contracts/contract.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';
import { counted } from './counted-module.ts';
import { casesMax, type Search } from './search.ts';

/** The engine as `assay certify` runs it: boundary cases, random ones, confirmation, then ddmin on the steps. */
export async function searchWithEngine(
  module: ProviderModule,
  testbed: Testbed,
  contract: Contract,
  seed: number,
): Promise<Search> {
  const count = { calls: 0 };
  const { signal } = new AbortController();
  const worlds = createWorlds({ testbed, module: counted(module, count), settings: {}, runId: 'bench', seed, signal });
  const facts = await worlds.within(seed, async (world) => world.facts);
  let callsToFind = 0;
  const onCase = () => {
    callsToFind = count.calls;
  };
  const { outcome } = await runContract({
    worlds,
    facts,
    contract,
    seed,
    runs: casesMax,
    signal,
    onCase,
    elapsedMs: () => 0,
  });
  const { counterexample } = outcome;
  if (!counterexample) return { found: false, calls: count.calls };
  return {
    found: true,
    cases: counterexample.found.cases,
    callsToFind,
    callsToMinimal: count.calls,
    steps: counterexample.steps.length,
  };
}
