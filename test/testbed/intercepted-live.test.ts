import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harbour } from '../../fixtures/foreign/harbour-adapter/harbour.ts';
import { createHooks } from '../../fixtures/foreign/plain-hooks.ts';
import { createSimulatedHost } from '../../src/clouds/orbstack/simulated-host.ts';
import { createOracle, type Oracle } from '../../src/clouds/served/oracle.ts';
import { serveCloud } from '../../src/clouds/served/serve.ts';
import { servedOrbstack } from '../../src/clouds/served/testbed.ts';
import { serviceToken } from '../../src/clouds/served/tokens.ts';
import { intercepted } from '../../src/testbed/intercepted.ts';
import { createRealClock } from '../../src/testbed/real-clock.ts';
import { createRandom } from '../../src/testbed/seeded-random.ts';
import type { Served } from '../../src/testbed/serve-on-loopback.ts';
import type { Testbed, World } from '../../src/testbed/testbed.ts';
import { createTranscriptRecorder } from '../../src/testbed/transcript-recorder.ts';
import { createFetchWire } from '../../src/testbed/wire/fetch-wire.ts';
import { createLiveService } from '../../src/testbed/wire/live-service.ts';
import { createWorldContext } from '../../src/testbed/world-context.ts';

let cloud: Served;
let oracle: Oracle;
beforeEach(async () => {
  cloud = await serveCloud({ seed: 4 });
  oracle = createOracle(cloud.url);
});
afterEach(() => cloud.close());

/** A service that is really there, with a wire in front of it. */
const live: Testbed = {
  ...servedOrbstack,
  name: 'live',
  abilities: ['faults'],
  open: async ({ module, settings: { url = '' }, signal }) => {
    const clock = createRealClock();
    const random = createRandom(1);
    const transcript = createTranscriptRecorder([serviceToken]);
    const words = createSimulatedHost({ clock, random, token: '' }, {});
    const { fetch: wire, faults } = createFetchWire(createLiveService(url, words, fetch), { clock, transcript });
    const env = { ORBSTACK_URL: url, ORBSTACK_TOKEN: serviceToken };
    const registration = await module.create(createWorldContext({ fetch: wire, clock, random, env, signal }));
    return { registration, clock, transcript, faults, facts: {} as World['facts'], close: async () => {} };
  },
};

function open(createHarbour = () => new Harbour()): Promise<World> {
  const create = () => {
    const provider = createHarbour();
    return { provider, hooks: createHooks(provider) };
  };
  const foreign = intercepted(live, {
    env: ({ ORBSTACK_URL, ORBSTACK_TOKEN }) => ({ HARBOUR_URL: ORBSTACK_URL, HARBOUR_TOKEN: ORBSTACK_TOKEN }),
  });
  const { signal } = new AbortController();
  return foreign.open({
    module: { name: 'harbour', create },
    seed: 1,
    runId: 'r',
    settings: { url: cloud.url },
    signal,
  });
}

const request = { spec: { cpus: 1, memoryMiB: 512 } };

/** What is really there, but for what was there before. */
async function machines(): Promise<readonly string[]> {
  const entries = await oracle.entries();
  return entries.filter(({ kind, gone, owner }) => kind === 'instance' && !gone && owner === null).map(({ id }) => id);
}

test('a foreign adapter meets the live service on the real clock, and the real thing is made and ended', async () => {
  const { registration, transcript } = await open();
  const { id } = await registration.provider.spawn(request);
  expect(await machines()).toEqual([id]);
  expect(transcript.entries().map(({ operation }) => operation)).toEqual(['spawn']);
  await registration.provider.terminate(id);
  await expect.poll(machines).toEqual([]);
});

test('a native 429 is injected into the live run, and nothing was asked of the service', async () => {
  const { registration, faults } = await open();
  faults?.inject({ kind: 'throttle', retryAfterMs: 3_000, scope: { operation: 'spawn', count: 1 } });
  await expect(registration.provider.spawn(request)).rejects.toMatchObject({
    code: 'RATE_LIMIT_ERROR',
    retryAfterMs: 3_000,
  });
  expect(await machines()).toEqual([]);
});

test('an answer that is lost in the live run made one machine, and the adapter finds it', async () => {
  const { registration, faults } = await open();
  faults?.inject({ kind: 'response-lost', scope: { operation: 'spawn', count: 1 } });
  const { id } = await registration.provider.spawn(request);
  expect(await machines()).toEqual([id]);
});

test('beside a live service, too, no other host is reached', async () => {
  const reported: unknown[] = [];
  class Reports extends Harbour {
    override async terminate(id: string): Promise<void> {
      await super.terminate(id);
      await fetch(`${cloud.url.replace('127.0.0.1', 'localhost')}/v1/ping`).catch((error) =>
        reported.push(error.cause),
      );
    }
  }
  const { registration } = await open(() => new Reports());
  await registration.provider.terminate('m-0');
  expect(reported).toMatchObject([{ code: 'ECONNREFUSED', message: expect.stringContaining('was refused') }]);
});
