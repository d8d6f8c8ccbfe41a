import fc from 'fast-check';
import type { Contract } from '../../src/contracts/contract.ts';
import type { Step } from '../../src/contracts/step.ts';
import { runCase } from '../../src/engine/run-case.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';
import { counted } from './counted-module.ts';
import { casesMax, type Search } from './search.ts';

const commandsMax = 20;
/** More would be unfair to whoever waits: some of its searches go on for tens of thousands of calls. */
const shrinksMax = 1_000;

/**
 * Plain fast-check: `fc.commands` over the steps that the contract speaks of, judged by the same contract, shrunk by
 * fast-check itself.
 */
export async function searchWithCommands(
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
  let cases = 0;
  let steps = 0;

  const anyStep = contract
    .steps(facts)
    .filter((drawn) => drawn.length > 0)
    .chain((drawn) => fc.constantFrom(...drawn));
  const commands = fc.limitShrink(
    fc.commands([anyStep.map((step) => new StepCommand(step))], { maxCommands: commandsMax }),
    shrinksMax,
  );
  const property = fc.asyncProperty(commands, async (drawn) => {
    const performed: Step[] = [];
    await fc.asyncModelRun(() => ({ model: {}, real: performed }), drawn);
    const result = await runCase(worlds, contract, performed, seed);
    if (callsToFind === 0) cases += 1;
    if (result.outcome !== 'violated') return true;
    if (callsToFind === 0) callsToFind = count.calls;
    steps = performed.length;
    return false;
  });
  const { failed } = await fc.check(property, {
    seed,
    numRuns: casesMax,
  });
  if (!failed) return { found: false, calls: count.calls };
  return { found: true, cases, callsToFind, callsToMinimal: count.calls, steps };
}

class StepCommand implements fc.AsyncCommand<object, Step[]> {
  readonly #step: Step;

  constructor(step: Step) {
    this.#step = step;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, performed: Step[]): Promise<void> {
    performed.push(this.#step);
  }

  toString(): string {
    return this.#step.op;
  }
}
