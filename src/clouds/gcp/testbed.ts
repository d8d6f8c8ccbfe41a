import type { Fetch } from '../../provider/context.ts';
import { createProcesses } from '../../testbed/processes.ts';
import { createRandom, deriveSeed } from '../../testbed/seeded-random.ts';
import { sharedShell } from '../../testbed/shared-shell.ts';
import { simulatedTestbed } from '../../testbed/simulated-testbed.ts';
import type { OpenOptions, Testbed, World } from '../../testbed/testbed.ts';
import { createTranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { addressOf } from '../../testbed/wire/address-of.ts';
import { createFetchWire, lowerCased } from '../../testbed/wire/fetch-wire.ts';
import { TextResponse } from '../../testbed/wire/text-response.ts';
import { createWorldContext } from '../../testbed/world-context.ts';
import { billingHost } from './billing.ts';
import type { GcpOptions } from './gcp-options.ts';
import { createSimulatedGcp } from './simulated-gcp.ts';
import { metadataHost, type Tokens } from './tokens.ts';
import { worldFacts } from './world-facts.ts';

const project = 'assay-simulated';

/**
 * A testbed in which every case gets a project of its own at a Compute Engine in memory, on virtual time. Projects differ
 * mildly by seed in all that the options leave open.
 *
 * @example
 * const late = simulatedGcp({ listLagMs: 8_000, drainedZones: ['us-central1-a'] });
 */
export function simulatedGcp(options: Partial<GcpOptions> = {}): Testbed {
  return simulatedTestbed({
    abilities: ['ledger', 'faults', 'shell', 'disk', 'spot-market', 'zones', 'processes'],
    open: (open) => openWorld(open, options),
  });
}

async function openWorld(open: OpenOptions, options: Partial<GcpOptions>): Promise<World> {
  const clock = createVirtualClock();
  // Streams of their own: what a provider draws does not change how its service behaves.
  const secret = `ya29.${createRandom(deriveSeed(open.seed, 'secrets')).hex(40)}`;
  const random = createRandom(deriveSeed(open.seed, 'service'));
  const service = createSimulatedGcp({ clock, random, project, secret }, options);
  const transcript = createTranscriptRecorder([secret]);
  const wire = createFetchWire(service, { clock, transcript });
  const contextOf = (name: string) =>
    createWorldContext({
      fetch: withMetadataServer(wire.fetch, service.tokens),
      clock,
      random: createRandom(deriveSeed(open.seed, name)),
      env: {
        GCP_URL: 'https://compute.simulated',
        GCP_BILLING_URL: `https://${billingHost}`,
        GCE_METADATA_HOST: `http://${metadataHost}`,
        GOOGLE_CLOUD_PROJECT: project,
      },
      signal: open.signal,
    });
  return {
    registration: await open.module.create(contextOf('provider')),
    processes: createProcesses(open.module, contextOf),
    clock,
    facts: worldFacts(service.options, [secret]),
    transcript,
    ledger: service.ledger,
    faults: wire.faults,
    shell: sharedShell(),
    disk: service.disk,
    spotMarket: service.spotMarket,
    zones: service.zones,
    close: async () => {},
  };
}

/** Tokens come from the machine itself, not over the wire that breaks. */
function withMetadataServer(fetch: Fetch, tokens: Tokens): Fetch {
  return async (input, init) => {
    const address = addressOf(input instanceof Request ? input.url : String(input));
    if (address.host !== metadataHost) return fetch(input, init);
    const headers = lowerCased(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const { status, body } = tokens.hand({ method: 'GET', ...address, headers, body: '' });
    return new TextResponse(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
}
