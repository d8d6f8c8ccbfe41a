import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../src/controlplane/durable-store.ts';
import { Displaced, fenced } from '../../../src/controlplane/reference/fenced.ts';
import { createLeadership } from '../../../src/controlplane/reference/leadership.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

function twoProcesses() {
  const clock = createVirtualClock();
  const store = createMemoryStore();
  const [one, two] = [1, 2].map((seed) => createLeadership(store, clock, createRandom(seed)));
  if (!one || !two) throw new Error('there are two');
  return { clock, one, two };
}

test('whoever comes last acts, and the one before learns of it when it asks', async () => {
  const { one, two } = twoProcesses();
  expect(await one.confirm()).toBe(true);
  expect(await two.confirm()).toBe(true);
  expect(await one.confirm()).toBe(false);
});

test('whoever was displaced takes over when the other has been silent for long enough, and not before', async () => {
  const { clock, one, two } = twoProcesses();
  await one.confirm();
  await two.confirm();
  for (let round = 0; round < 5; round += 1) {
    await clock.sleep(15_000);
    expect([await one.confirm(), await two.confirm()]).toEqual([false, true]);
  }
  await one.confirm();
  await clock.sleep(20_000);
  expect([await one.confirm(), await two.confirm()]).toEqual([true, false]);
});

test('signs of life that one process gives at the same time do not displace it', async () => {
  const { one } = twoProcesses();
  expect(await Promise.all([one.confirm(), one.confirm(), one.confirm()])).toEqual([true, true, true]);
});

test('a process that does not act changes nothing at the provider, and reads as it likes', async () => {
  const calls: string[] = [];
  const provider = {
    list: async () => calls.push('list'),
    terminate: async (id: string) => calls.push(`terminate ${id}`),
  };
  let mayAct = true;
  const { list, terminate } = fenced(provider as never, async () => mayAct) as typeof provider;
  await terminate('m-1');
  mayAct = false;
  await list();
  await expect(terminate('m-2')).rejects.toThrow(Displaced);
  expect(calls).toEqual(['terminate m-1', 'list']);
});
