import { expect, test } from 'vitest';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { gate } from '../../src/engine/gate.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { registeredProviders } from '../../src/registry.ts';
import { intercepted } from '../../src/testbed/intercepted.ts';
import { createRealContext } from '../../src/testbed/real-context.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';

const { signal } = new AbortController();
const seed = 8;
const runs = 2;

/** The outcome of every contract that can be judged, by its id. */
async function outcomes(testbed: Testbed, module: ProviderModule): Promise<Readonly<Record<string, string>>> {
  const worlds = createWorlds({ testbed, module, settings: {}, runId: 'r', seed, signal });
  const { facts, provider } = await worlds.within(seed, async (world) => ({
    facts: world.facts,
    provider: world.registration.provider,
  }));
  const found: Record<string, string> = {};
  for (const contract of contractCatalogue.filter(
    (one) => !gate(one, { ...provider, workflows: facts.workflows, enhanced: facts.enhanced, testbed }),
  )) {
    const elapsedMs = () => performance.now();
    const { outcome } = await runContract({ worlds, facts, contract, seed, runs, signal, elapsedMs });
    found[contract.id] = `${outcome.outcome} ${outcome.reason?.text ?? ''}`.trim();
  }
  return found;
}

/** What AWS sends is taken from its SDK, and SLURM is asked by commands: there is no HTTP to lead elsewhere. */
const withoutHttp = ['aws', 'slurm'];

const simulated = registeredProviders
  .filter(({ name }) => !withoutHttp.includes(name))
  .flatMap(({ name, module, testbeds }) =>
    testbeds.filter(({ isolation }) => isolation === 'case').map((testbed) => ({ name, module, testbed })),
  );

test.each(simulated)(
  '$name, made to use nothing but globals, keeps every promise that it keeps with a context',
  async ({ module, testbed }) => {
    // The machine's fetch, clock and variables, as a program finds them.
    const foreign = { ...module, create: () => module.create(createRealContext({ signal, seed })) };
    const kept = await outcomes(testbed, module);
    expect(Object.keys(kept).length).toBeGreaterThan(20);
    expect(await outcomes(intercepted(testbed), foreign)).toEqual(kept);
  },
);
