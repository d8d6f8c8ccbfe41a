import { afterEach, expect, test, vi } from 'vitest';
import { liveRunpod } from '../../../src/clouds/runpod/live.ts';
import { createEstate } from '../../../src/clouds/runpod/live-estate.ts';
import { headersOf } from '../../../src/clouds/runpod/live-headers.ts';
import { createSimulatedRunpod, type SimulatedRunpod } from '../../../src/clouds/runpod/simulated-runpod.ts';
import { runpod } from '../../../src/providers/runpod/runpod.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createRealContext } from '../../../src/testbed/real-context.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { type Served, serveOnLoopback } from '../../../src/testbed/serve-on-loopback.ts';
import type { World } from '../../../src/testbed/testbed.ts';

let served: Served | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await served?.close();
  served = undefined;
});

const key = 'rpa_OFTHETESTS';

/** The simulated service on a loopback port, fast, and the key that opens it. */
async function serve(): Promise<SimulatedRunpod & { readonly url: string }> {
  const needs = { clock: createRealClock(), random: createRandom(1), key };
  const service = createSimulatedRunpod(needs, {
    checksShapes: true,
    bootMs: 50,
    deleteMs: 0,
    listLagMs: 0,
    getGapMs: 0,
    latencyMaxMs: 0,
    failsAfterCreateOneIn: Number.POSITIVE_INFINITY,
  });
  served = await serveOnLoopback((request) => service.handle(request));
  vi.stubEnv('RUNPOD_API_KEY', key);
  return { ...service, url: `${served.url}/v2` };
}

function openWorld(url: string): Promise<World> {
  const { signal } = new AbortController();
  return liveRunpod.open({ module: runpod, seed: 1, runId: 'run-1', settings: { url }, signal });
}

test('it can be used where the key is right, and says what is missing where one thing is not', async () => {
  const { url } = await serve();
  expect(await liveRunpod.probe({ url })).toBeNull();
  vi.stubEnv('RUNPOD_API_KEY', `${key}\n`);
  expect(await liveRunpod.probe({ url })).toContain('a blank or a newline');
  vi.stubEnv('RUNPOD_API_KEY', 'wrong');
  expect(await liveRunpod.probe({ url })).toContain('refuses the key in RUNPOD_API_KEY (401)');
  vi.stubEnv('RUNPOD_API_KEY', '');
  expect(await liveRunpod.probe({ url })).toContain('RUNPOD_API_KEY is not set');
  vi.stubEnv('RUNPOD_API_KEY', key);
  expect(await liveRunpod.probe({ url: 'http://127.0.0.1:2/v2' })).toContain('cannot be reached');
});

test('a clock that is far off is told before anything is made', async () => {
  const date = new Date(Date.now() - 3_600_000).toUTCString();
  served = await serveOnLoopback(async () => ({ status: 200, headers: { date }, body: '{"pods":[]}' }));
  vi.stubEnv('RUNPOD_API_KEY', key);
  expect(await liveRunpod.probe({ url: `${served.url}/v2` })).toContain('60 minutes ahead');
});

test('only the cheapest of each may be asked for, in one place that has all of it', async () => {
  const { facts } = await openWorld((await serve()).url);
  const size = { cpus: 2, memoryMiB: 4_096 };
  expect(facts).toMatchObject({ regions: ['EU-RO-1'], smallest: size, largest: size, instancesMax: 2, gpusMax: 1 });
  expect([facts.gpuModels, facts.volumeGiBMin, facts.volumeGiBMax]).toEqual([['NVIDIA A40'], 10, 10]);
  expect(facts.spotBids).toBeUndefined();
});

test('pods and volumes live and end there, and calls meet injected faults', async () => {
  const { url, ledger } = await serve();
  const world = await openWorld(url);
  const { provider } = world.registration as ReturnType<typeof runpod.create>;
  const { id } = await provider.spawn({ spec: world.facts.smallest });
  const ticket = await provider.requestSpotInstance({
    spec: world.facts.spotSpec ?? world.facts.smallest,
    maxPriceUsdPerHour: 1,
  });
  expect((await provider.list()).map((instance) => instance.id)).toEqual([id, ticket.instanceId]);
  const fault = world.faults?.inject({ kind: 'throttle', scope: {} });
  await expect(provider.list()).rejects.toMatchObject({ code: 'RATE_LIMIT_ERROR' });
  fault?.heal();
  await provider.terminate(id);
  await provider.terminate(ticket.id);
  expect((await ledger.entries()).map(({ gone }) => gone)).toEqual([true, true]);
});

test('what a run made is known by its name, whoever else has pods there, and is removed', async () => {
  const { url, ledger } = await serve();
  const world = await openWorld(url);
  const { provider } = world.registration as ReturnType<typeof runpod.create>;
  const pod = await provider.spawn({ spec: world.facts.smallest });
  const volume = await provider.createVolume({ sizeGiB: 10 });
  const { signal } = new AbortController();
  const estate = createEstate(createRealContext({ signal, seed: 1 }), url, headersOf(key));
  const items = await estate.list();
  expect(items).toMatchObject([
    { kind: 'instance', id: pod.id, owner: 'unsigned.run-1' },
    { kind: 'volume', id: volume.id, owner: 'unsigned.run-1', region: 'EU-RO-1' },
  ]);
  expect(items.map((item) => estate.usdPerHour?.(item))).toEqual([0.06, undefined]);
  for (const item of items) {
    expect(await estate.isGone(item)).toBe(false);
    expect(await estate.remove(item)).toBe('gone');
    expect(await estate.isGone(item)).toBe(true);
    expect(await estate.remove(item)).toBe('gone');
    expect(estate.command(item)).toContain(`${url}/${item.kind === 'volume' ? 'network-volumes' : 'pods'}/${item.id}`);
  }
  expect((await ledger.entries()).every(({ gone }) => gone)).toBe(true);
});
