import { createRealContext } from '../testbed/real-context.ts';
import type { OpenOptions, Testbed, World } from '../testbed/testbed.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';

/** What is asked of a provider that comes without a testbed: small, and few at a time. */
const facts: WorldFacts = {
  regions: [],
  images: [],
  smallest: { cpus: 1, memoryMiB: 512 },
  largest: { cpus: 2, memoryMiB: 2048 },
  instancesMax: 3,
  nativeErrors: [],
  tolerances: {
    consistencyWindowMs: 1_000,
    bootTimeoutMs: 120_000,
    terminateTimeoutMs: 60_000,
    callTimeoutMs: 10_000,
  },
  secrets: [],
};

/**
 * The testbed of a provider that brings none: it is certified as it is, on the real clock, with what that can show.
 * It has no ability, so every contract that needs one is skipped as `testbed-cannot`.
 */
export const attached: Testbed = {
  name: 'attached',
  fidelity: 'live',
  abilities: [],
  runsDefault: 5,
  isolation: 'run',
  expiry: 'unknown',
  probe: async () => null,
  open: openAttached,
  sweep: async () => ({ removed: [], leaked: [] }),
};

async function openAttached(options: OpenOptions): Promise<World> {
  const context = createRealContext({ signal: options.signal, seed: options.seed });
  const registration = await options.module.create(context);
  return {
    registration,
    clock: context.clock,
    facts,
    transcript: { entries: () => [] },
    close: async () => {},
  };
}
