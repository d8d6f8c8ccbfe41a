import type { RegisteredProvider } from '../registry/registered-provider.ts';
import type { Testbed, World } from '../testbed/testbed.ts';

/** Looks at a provider in its simulated world, where looking costs nothing; undefined where it has none. */
export async function inSimulatedWorld<T>(
  { module, testbeds }: RegisteredProvider,
  seed: number,
  look: (world: World, testbed: Testbed) => T | Promise<T>,
): Promise<T | undefined> {
  const testbed = testbeds.find(({ fidelity }) => fidelity === 'simulated');
  if (!testbed) return undefined;
  const { signal } = new AbortController();
  const world = await testbed.open({ module, seed, runId: 'look', settings: {}, signal });
  try {
    return await look(world, testbed);
  } finally {
    await world.close();
  }
}
