import { createRandom, deriveSeed } from '../../../testbed/seeded-random.ts';
import { sharedShell } from '../../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../testbed/virtual-clock.ts';
import { createFetchWire } from '../../../testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../../../testbed/world-context.ts';
import { simulatedSettings } from '../simulated-settings.ts';
import type { SlurmOptions } from '../slurm-options.ts';
import { worldFacts } from '../world-facts.ts';
import { createSimulatedSlurmrestd } from './simulated-slurmrestd.ts';

const user = 'assay';

/**
 * The same clusters as those of `simulatedSlurm`, behind slurmrestd in place of the commands.
 *
 * @example
 * const newer = simulatedSlurmrestd({ version: '23.11' });
 */
export function simulatedSlurmrestd(options: Partial<SlurmOptions> = {}): Testbed {
  return {
    ...simulatedTestbed({
      abilities: ['ledger', 'faults', 'shell', 'spot-market'],
      open: (open) => openWorld(open, options),
    }),
    name: 'rest',
  };
}

async function openWorld(open: OpenOptions, options: Partial<SlurmOptions>): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its service behaves.
  const token = `eyJhbGciOiJIUzI1NiJ9.${createRandom(deriveSeed(open.seed, 'token')).hex(40)}`;
  const random = createRandom(deriveSeed(open.seed, 'service'));
  const service = createSimulatedSlurmrestd({ clock, random, user, token }, options);
  const transcript = createTranscriptRecorder([token]);
  const wire = createFetchWire(service, { clock, transcript });
  const registration = await open.module.create(
    createWorldContext({
      fetch: wire.fetch,
      clock,
      random: createRandom(deriveSeed(open.seed, 'provider')),
      env: {
        SLURM_REST_URL: 'http://slurmrestd.simulated',
        SLURM_REST_USER: user,
        SLURM_JWT: token,
        ...simulatedSettings,
      },
      signal: open.signal,
    }),
  );
  return {
    registration,
    clock,
    facts: { ...worldFacts(), secrets: [token] },
    transcript,
    ledger: service.ledger,
    faults: wire.faults,
    shell: sharedShell(),
    spotMarket: service.spotMarket,
    close: async () => {},
  };
}
