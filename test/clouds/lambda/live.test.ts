import { afterEach, expect, test, vi } from 'vitest';
import { liveLambda } from '../../../src/clouds/lambda/live.ts';
import type { Quirks } from '../../../src/clouds/lambda/quirks.ts';
import { createSimulatedLambda, type SimulatedLambda } from '../../../src/clouds/lambda/simulated-lambda.ts';
import { lambda } from '../../../src/providers/lambda/lambda.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { type Served, serveOnLoopback } from '../../../src/testbed/serve-on-loopback.ts';

let served: Served | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await served?.close();
  served = undefined;
});

/** The simulated service on a loopback port, fast, and the environment that leads to it. */
async function serve(quirks: Partial<Quirks> = {}): Promise<SimulatedLambda & { readonly url: string }> {
  const needs = {
    clock: createRealClock(),
    random: createRandom(1),
    apiKey: 'key',
    sshKey: 'laptop',
    secret: 'hidden',
  };
  const service = createSimulatedLambda(needs, {
    checksShapes: true,
    bootMs: 50,
    terminateMs: 50,
    hiddenMs: 0,
    tombstoneMs: 0,
    launchMinMs: 1,
    launchMaxMs: 5,
    quirks: { rateLimited: false, launchFailsButCreates: false, ...quirks },
  });
  served = await serveOnLoopback((request) => service.handle(request));
  vi.stubEnv('LAMBDA_API_KEY', 'key');
  vi.stubEnv('LAMBDA_SSH_KEY', 'laptop');
  return { ...service, url: served.url };
}

test('it can be used where the key is right, and says what is missing where one thing is not', async () => {
  const { url } = await serve();
  expect(await liveLambda.probe({ url })).toBeNull();
  vi.stubEnv('LAMBDA_SSH_KEY', '');
  expect(await liveLambda.probe({ url })).toContain('LAMBDA_SSH_KEY is not set');
  vi.stubEnv('LAMBDA_API_KEY', 'key\n');
  expect(await liveLambda.probe({ url })).toContain('a blank or a newline');
  vi.stubEnv('LAMBDA_API_KEY', 'wrong');
  expect(await liveLambda.probe({ url })).toContain('refuses the key in LAMBDA_API_KEY (401)');
  vi.stubEnv('LAMBDA_API_KEY', '');
  expect(await liveLambda.probe({ url })).toContain('LAMBDA_API_KEY is not set');
  vi.stubEnv('LAMBDA_API_KEY', 'key');
  expect(await liveLambda.probe({ url: 'http://127.0.0.1:2' })).toContain('cannot be reached');
});

test('a machine lives and ends there, the cheapest there is; nothing dearer is ever asked for', async () => {
  const { url, ledger } = await serve();
  const world = await openWorld(url);
  const { provider } = world.registration;
  expect(world.facts.largest).toEqual({ cpus: 4, memoryMiB: 16_384 });
  expect([world.facts.gpuModels, world.facts.instancesMax]).toEqual([undefined, 2]);
  const { id } = await provider.spawn({ spec: world.facts.smallest });
  expect((await provider.list()).map((instance) => instance.id)).toEqual([id]);
  await provider.terminate(id);
  expect(await ledger.entries()).toMatchObject([{ id, tags: { 'assay:run': 'unsigned.run-1' } }]);
  const faults = world.faults?.inject({ kind: 'throttle', scope: {} });
  await expect(provider.list()).rejects.toMatchObject({ code: 'RATE_LIMIT_ERROR' });
  faults?.heal();
  await world.close();
}, 60_000);

test('what the probe, the world and the provider ask at first keeps to one request a second between them', async () => {
  const { url } = await serve({ rateLimited: true });
  expect(await liveLambda.probe({ url })).toBeNull();
  const { provider } = (await openWorld(url)).registration;
  expect(await provider.list()).toEqual([]);
  expect(await provider.list()).toEqual([]);
}, 60_000);

function openWorld(url: string) {
  const signal = new AbortController().signal;
  return liveLambda.open({ module: lambda, seed: 1, runId: 'run-1', settings: { url }, signal });
}
