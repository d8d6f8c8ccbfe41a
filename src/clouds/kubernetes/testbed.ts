import { createProcesses } from '../../testbed/processes.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sharedShell } from '../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createFetchWire } from '../../testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { createSimulatedKubernetes } from './simulated-kubernetes.ts';
import { spotSettings } from './spot-offer.ts';
import { worldFacts } from './world-facts.ts';

const namespace = 'assay';
const region = 'US-EAST-04A';

/**
 * A testbed in which every case gets a Kubernetes cluster of its own in memory, on virtual time. Clusters differ mildly by
 * seed in all that the options leave open.
 *
 * @example
 * const slow = simulatedKubernetes({ scheduleMs: 20_000, pageSize: 1 });
 */
export function simulatedKubernetes(options: Partial<KubernetesOptions> = {}): Testbed {
  return simulatedTestbed({
    abilities: ['ledger', 'faults', 'shell', 'processes', 'spot-market'],
    open: (open) => openWorld(open, options),
  });
}

async function openWorld(open: OpenOptions, options: Partial<KubernetesOptions>): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its service behaves.
  const token = `eyJhbGciOiJSUzI1NiJ9.${createRandom(deriveSeed(open.seed, 'token')).hex(40)}`;
  const random = createRandom(deriveSeed(open.seed, 'service'));
  const service = createSimulatedKubernetes({ clock, random, namespace, token }, options);
  const transcript = createTranscriptRecorder([token]);
  const wire = createFetchWire(service, { clock, transcript });
  const contextOf = (name: string) =>
    createWorldContext({
      fetch: wire.fetch,
      clock,
      random: createRandom(deriveSeed(open.seed, name)),
      env: {
        COREWEAVE_SERVER: 'https://kubernetes.simulated',
        COREWEAVE_TOKEN: token,
        COREWEAVE_NAMESPACE: namespace,
        COREWEAVE_REGION: region,
        ...spotSettings(service.options.pools),
      },
      signal: open.signal,
    });
  return {
    registration: await open.module.create(contextOf('provider')),
    processes: createProcesses(open.module, contextOf),
    clock,
    facts: worldFacts(service.options, region, [token]),
    transcript,
    ledger: service.ledger,
    faults: wire.faults,
    shell: sharedShell(),
    spotMarket: service.spotMarket,
    close: async () => {},
  };
}
