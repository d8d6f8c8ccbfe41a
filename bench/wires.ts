import http from 'node:http';
import { createSimulatedHost } from '../src/clouds/orbstack/simulated-host.ts';
import { serveCloud } from '../src/clouds/served/serve.ts';
import { serviceToken } from '../src/clouds/served/tokens.ts';
import type { Fetch, ProviderContext } from '../src/provider/context.ts';
import type { AnyProvider } from '../src/provider/provider.ts';
import type { Registration } from '../src/provider/registration.ts';
import { createOrbstack } from '../src/providers/orbstack/orbstack.ts';
import { intercepted } from '../src/testbed/intercepted.ts';
import { createRealClock } from '../src/testbed/real-clock.ts';
import { createRandom } from '../src/testbed/seeded-random.ts';
import type { Testbed, World } from '../src/testbed/testbed.ts';
import { createTranscriptRecorder } from '../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../src/testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../src/testbed/world-context.ts';
import { alternate, type Measurement } from './measure.ts';

const rounds = 5;
/** At sockets a call takes a hundred times as long. */
const calls = { direct: 2_000, socket: 200 };
const instant = { latencyMinMs: 0, latencyMaxMs: 0, listLagMs: 0, getLagMs: 0 };

/** What one `get` of one provider costs, by what carries it to the service. */
export async function wires(): Promise<readonly Measurement[]> {
  const cloud = await serveCloud({ seed: 1, host: instant });
  const direct = await open(testbed, createOrbstack);
  const viaFetch = await openIntercepted((input, init) => fetch(input, init));
  const viaHttp = await openIntercepted(fetchOverHttp);
  const loopback = openLoopback(cloud.url, (input, init) => fetch(input, init));
  const loopbackHttp = openLoopback(cloud.url, fetchOverHttp);
  const [directMicros, fetchMicros, httpMicros, loopbackMicros, loopbackHttpMicros] = await alternate(rounds, [
    await sampler(direct, calls.direct),
    await sampler(viaFetch, calls.direct),
    await sampler(viaHttp, calls.socket),
    await sampler(loopback, calls.socket),
    await sampler(loopbackHttp, calls.socket),
  ]);
  await cloud.close();
  const all = { directMicros, fetchMicros, httpMicros, loopbackMicros, loopbackHttpMicros };
  console.log(
    `provider calls per second: ${Object.entries(all)
      .map(([name, micros]) => `${names[name as keyof typeof all]} ${Math.round(1e6 / micros)}`)
      .join(', ')}`,
  );
  const unit = 'µs';
  return [
    {
      what: 'a call, intercepted fetch beside the direct wire',
      unit,
      baseline: directMicros,
      ours: fetchMicros,
      goal: { kind: 'ratio', atMost: 2 },
    },
    {
      what: 'a call, intercepted fetch beside a loopback server',
      unit,
      baseline: loopbackMicros,
      ours: fetchMicros,
      goal: { kind: 'ratio', atMost: 0.5 },
    },
    {
      what: 'a call, intercepted node:http beside a loopback server',
      unit,
      baseline: loopbackHttpMicros,
      ours: httpMicros,
      goal: { kind: 'ratio', atMost: 2 },
    },
  ];
}

const names = {
  directMicros: 'direct wire',
  fetchMicros: 'intercepted fetch',
  httpMicros: 'intercepted node:http',
  loopbackMicros: 'loopback server by fetch',
  loopbackHttpMicros: 'loopback server by node:http',
};

async function sampler(provider: AnyProvider, times: number): Promise<() => Promise<number>> {
  const { id } = await provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } });
  return async () => {
    const startedMs = performance.now();
    for (let call = 0; call < times; call += 1) {
      if ((await provider.get(id)) === null) throw new Error('the benchmark did not do the work that it measures');
    }
    return ((performance.now() - startedMs) * 1_000) / times;
  };
}

const { signal } = new AbortController();
const env = { ORBSTACK_HOST: 'simulated', ORBSTACK_URL: 'http://orbstack.simulated', ORBSTACK_TOKEN: serviceToken };

/** A simulated host behind the direct wire. */
const testbed: Testbed = {
  name: 'bench',
  fidelity: 'simulated',
  abilities: [],
  runsDefault: 1,
  isolation: 'case',
  probe: async () => null,
  sweep: async () => ({ removed: [], leaked: [] }),
  open: async ({ module }) => {
    const clock = createVirtualClock();
    const random = createRandom(1);
    const host = createSimulatedHost({ clock, random, token: serviceToken }, instant);
    const transcript = createTranscriptRecorder([serviceToken]);
    const { fetch: wire } = createFetchWire(host, { clock, transcript });
    const registration = await module.create(createWorldContext({ fetch: wire, clock, random, env, signal }));
    return { registration, clock, transcript, facts: {} as World['facts'], close: async () => {} };
  },
};

type Create = (context: ProviderContext) => Registration;

async function open(where: Testbed, create: Create): Promise<AnyProvider> {
  const world = await where.open({ module: { name: 'bench', create }, seed: 1, runId: 'bench', settings: {}, signal });
  return world.registration.provider;
}

/** The same provider, made to do its own HTTP. */
function openIntercepted(own: Fetch): Promise<AnyProvider> {
  return open(intercepted(testbed), (context) => createOrbstack({ ...context, fetch: own }));
}

function openLoopback(url: string, own: Fetch): AnyProvider {
  const clock = createRealClock();
  const given = { ...env, ORBSTACK_URL: url };
  return createOrbstack(createWorldContext({ fetch: own, clock, random: createRandom(1), env: given, signal }))
    .provider;
}

const agent = new http.Agent({ keepAlive: true });

/** As much of a fetch over node:http as the provider needs. */
const fetchOverHttp: Fetch = (input, init) =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = init ?? {};
    const options = { method, headers: headers as Record<string, string>, agent };
    const request = http.request(String(input), options, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(new Response(text, { status: response.statusCode ?? 0 })));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body as string | undefined);
  });
