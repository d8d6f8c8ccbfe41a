import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sharedShell } from '../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { createSimulatedRunpod } from './simulated-runpod.ts';
import type { SimulatedRunpodOptions } from './simulated-runpod-options.ts';
import { worldFacts } from './world-facts.ts';

const url = 'http://runpod.simulated';

/**
 * A testbed in which every case gets an account of its own, in memory, on virtual time. Accounts differ mildly by seed
 * in all that the options leave open.
 *
 * @example
 * const slow = simulatedRunpod({ bootMs: 1_200_000, getGapMs: 60_000 });
 */
export function simulatedRunpod(options: Partial<SimulatedRunpodOptions> = {}): Testbed {
  return simulatedTestbed({
    abilities: ['ledger', 'faults', 'shell', 'spot-market'],
    open: (open) => openWorld(open, options),
  });
}

async function openWorld(open: OpenOptions, options: Partial<SimulatedRunpodOptions>): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its service behaves.
  const key = `rpa_${createRandom(deriveSeed(open.seed, 'key')).hex(40).toUpperCase()}`;
  const service = createSimulatedRunpod(
    { clock, random: createRandom(deriveSeed(open.seed, 'service')), key },
    options,
  );
  const transcript = createTranscriptRecorder([key]);
  const wire = createFetchWire(service, { clock, transcript });
  const registration = await open.module.create(
    createWorldContext({
      fetch: wire.fetch,
      clock,
      random: createRandom(deriveSeed(open.seed, 'provider')),
      env: { RUNPOD_API_KEY: key, RUNPOD_URL: `${url}/v2`, RUNPOD_GRAPHQL_URL: `${url}/graphql` },
      signal: open.signal,
    }),
  );
  return {
    registration,
    clock,
    facts: worldFacts(service.options, key, clock.now()),
    transcript,
    ledger: service.ledger,
    faults: wire.faults,
    shell: sharedShell(),
    spotMarket: service.spotMarket,
    close: async () => {},
  };
}
