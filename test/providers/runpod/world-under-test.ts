import { createSimulatedRunpod, type SimulatedRunpod } from '../../../src/clouds/runpod/simulated-runpod.ts';
import type { SimulatedRunpodOptions } from '../../../src/clouds/runpod/simulated-runpod-options.ts';
import type { Clock, Fetch, ProviderContext } from '../../../src/provider/context.ts';
import { createRunpod, type RunpodRegistration } from '../../../src/providers/runpod/runpod.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

export const key = 'rpa_SECRETOFTHETESTS';

/** The adapter on a service that is prompt and holds every answer against the published shapes. */
export interface WorldUnderTest extends RunpodRegistration {
  readonly service: SimulatedRunpod;
  readonly clock: Clock;
  readonly context: ProviderContext;
  /** `POST /v2/pods` and so on, in the order in which they were sent. */
  readonly calls: readonly string[];
  /** Bodies of what was sent, parsed. */
  readonly bodies: readonly Sent[];
  liveIds(): Promise<readonly string[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach into it wherever they like.
export type Sent = any;

const prompt: Partial<SimulatedRunpodOptions> = {
  provisioningMs: 1_000,
  bootMs: 5_000,
  deleteMs: 0,
  listLagMs: 0,
  getGapMs: 0,
  latencyMaxMs: 0,
  failsAfterCreateOneIn: Number.POSITIVE_INFINITY,
  checksShapes: true,
};

/** `between` stands in the way of every request: it may answer itself, or let it pass. */
export function worldUnderTest(
  options: Partial<SimulatedRunpodOptions> = {},
  between: (pass: Fetch) => Fetch = (pass) => pass,
): WorldUnderTest {
  const clock = createVirtualClock();
  const service = createSimulatedRunpod({ clock, random: createRandom(1), key }, { ...prompt, ...options });
  const wire = createFetchWire(service, { clock, transcript: createTranscriptRecorder([key]) });
  const calls: string[] = [];
  const bodies: Sent[] = [];
  const note: Fetch = (input, init = {}) => {
    calls.push(`${init.method ?? 'GET'} ${new URL(String(input)).pathname}`);
    if (init.body) bodies.push(JSON.parse(String(init.body)));
    return between(wire.fetch)(input, init);
  };
  const context = createWorldContext({
    fetch: note,
    clock,
    random: createRandom(2),
    env: {
      RUNPOD_API_KEY: key,
      RUNPOD_URL: 'http://runpod.test/v2',
      RUNPOD_GRAPHQL_URL: 'http://runpod.test/graphql',
    },
    signal: new AbortController().signal,
  });
  const liveIds = async () =>
    (await service.ledger.entries()).filter(({ kind, gone }) => kind === 'instance' && !gone).map(({ id }) => id);
  return { ...createRunpod(context), service, clock, context, calls, bodies, liveIds };
}

export const cpuRequest = { spec: { cpus: 2, memoryMiB: 4_096 } };
export const spotRequest = {
  spec: { ...cpuRequest.spec, gpu: { model: 'NVIDIA A40', count: 2 } },
  maxPriceUsdPerHour: 1,
};
