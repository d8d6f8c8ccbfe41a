import { capabilityNames } from '../../provider/capability.ts';
import { createProcesses } from '../../testbed/processes.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sharedShell } from '../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { createSimulatedHost } from './simulated-host.ts';
import type { SimulatedHostOptions } from './simulated-host-options.ts';
import { withTailscale } from './tailscale.ts';
import { worldFacts } from './world-facts.ts';

const url = 'http://orbstack.simulated';

/**
 * A testbed in which every case gets a machine host of its own, in memory, on virtual time. Hosts differ mildly by
 * seed in all that the options leave open.
 *
 * @example
 * const slow = simulatedOrbstack({ bootMs: 60_000, listLagMs: 5_000, pageSize: 1 });
 */
export function simulatedOrbstack(options: Partial<SimulatedHostOptions> = {}): Testbed {
  return simulatedTestbed({
    abilities: [
      ...(['ledger', 'faults', 'shell', 'disk', 'spot-market', 'processes'] as const),
      ...(['drift', 'constraints', 'misconduct'] as const),
    ],
    open: (open) => openWorld(open, options),
  });
}

async function openWorld(open: OpenOptions, options: Partial<SimulatedHostOptions>): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its host behaves.
  const token = createRandom(deriveSeed(open.seed, 'token')).hex(32);
  const host = createSimulatedHost({ clock, random: createRandom(deriveSeed(open.seed, 'host')), token }, options);
  const transcript = createTranscriptRecorder([token]);
  const wire = createFetchWire(host, { clock, transcript });
  const contextOf = (name: string) =>
    createWorldContext({
      fetch: wire.fetch,
      clock,
      random: createRandom(deriveSeed(open.seed, name)),
      // No run id: the world is nobody else's, and a history must not depend on it.
      env: {
        ORBSTACK_HOST: 'simulated',
        ORBSTACK_URL: url,
        ORBSTACK_TOKEN: token,
        ORBSTACK_CAPABILITIES: flagsOf(host.options),
      },
      signal: open.signal,
    });
  return {
    registration: await open.module.create(contextOf('provider')),
    processes: createProcesses(open.module, contextOf),
    clock,
    facts: worldFacts(host.options, token, clock.now()),
    transcript,
    ledger: host.ledger,
    faults: wire.faults,
    shell: withTailscale(sharedShell(), host.options.capabilities.tailscaleNative),
    disk: host.disk,
    spotMarket: host.spotMarket,
    drift: host.drift,
    constraints: host.constraints,
    misconduct: host.misconduct,
    close: async () => {},
  };
}

function flagsOf({ capabilities }: SimulatedHostOptions): string {
  return capabilityNames.filter((name) => capabilities[name]).join(',');
}
