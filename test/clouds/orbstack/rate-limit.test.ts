import { expect, test } from 'vitest';
import { createSimulatedHost } from '../../../src/clouds/orbstack/simulated-host.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const token = 'a-token';
const list = {
  method: 'GET',
  host: 'orbstack.simulated',
  path: '/v1/machines',
  query: '',
  headers: { authorization: `Bearer ${token}` },
  body: '',
};

test('requests beyond the burst are refused, until time has made up for them', async () => {
  const clock = createVirtualClock();
  const manners = { rateBurst: 2, ratePerSecond: 4, latencyMaxMs: 0 };
  const host = createSimulatedHost({ clock, random: createRandom(1), token }, manners);
  const statuses = async (count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, () => host.handle(list)));
    return answers.map(({ status }) => status);
  };
  expect(await statuses(3)).toEqual([200, 200, 429]);
  await clock.sleep(250);
  expect(await statuses(2)).toEqual([200, 429]);
  await clock.sleep(60_000);
  expect(await statuses(3)).toEqual([200, 200, 429]);
});

test('a host that nobody limits serves any number', async () => {
  const clock = createVirtualClock();
  const host = createSimulatedHost({ clock, random: createRandom(1), token }, { latencyMaxMs: 0 });
  for (let index = 0; index < 200; index += 1) expect((await host.handle(list)).status).toBe(200);
});
