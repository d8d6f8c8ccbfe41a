import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sharedShell } from '../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createExecWire } from '../../testbed/wire/exec-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { simulatedSettings } from './simulated-settings.ts';
import { createSimulatedSlurm } from './simulated-slurm.ts';
import type { SlurmOptions } from './slurm-options.ts';
import { worldFacts } from './world-facts.ts';

/**
 * A testbed in which every case gets a SLURM cluster of its own in memory, behind the commands, on virtual time. Clusters
 * differ mildly by seed in all that the options leave open.
 *
 * @example
 * const old = simulatedSlurm({ version: '22.05', enforcesPartLimits: false });
 */
export function simulatedSlurm(options: Partial<SlurmOptions> = {}): Testbed {
  return simulatedTestbed({
    abilities: ['ledger', 'faults', 'shell', 'spot-market'],
    open: (open) => openWorld(open, options),
  });
}

async function openWorld(open: OpenOptions, options: Partial<SlurmOptions>): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its service behaves.
  const service = createSimulatedSlurm(clock, createRandom(deriveSeed(open.seed, 'service')), options);
  const transcript = createTranscriptRecorder();
  const wire = createExecWire(service, { clock, transcript });
  const registration = await open.module.create(
    createWorldContext({
      exec: wire.exec,
      clock,
      random: createRandom(deriveSeed(open.seed, 'provider')),
      env: simulatedSettings,
      signal: open.signal,
    }),
  );
  return {
    registration,
    clock,
    facts: worldFacts(),
    transcript,
    ledger: service.ledger,
    faults: wire.faults,
    shell: sharedShell(),
    spotMarket: service.spotMarket,
    close: async () => {},
  };
}
