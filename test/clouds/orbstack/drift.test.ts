import { expect, test } from 'vitest';
import { simulatedOrbstack } from '../../../src/clouds/orbstack/testbed.ts';
import { supports } from '../../../src/provider/supports.ts';
import { orbstack } from '../../../src/providers/orbstack/orbstack.ts';

const request = { spec: { cpus: 1, memoryMiB: 512 }, tags: { team: 'x' } };

async function openWithMachine() {
  const open = { module: orbstack, seed: 1, runId: 'test', settings: {}, signal: new AbortController().signal };
  const world = await simulatedOrbstack({
    listLagMs: 0,
    bootMs: 1_000,
    provisioningMs: 200,
    deleteMs: 500,
    hibernateMs: 700,
  }).open(open);
  const { provider } = world.registration;
  const { id } = await provider.spawn(request);
  await world.clock.sleep(1_000);
  if (!world.drift || !world.ledger) throw new Error('the simulated OrbStack has drift and a ledger');
  return { ...world, provider, id, drift: world.drift, ledger: world.ledger };
}

test('a machine that somebody deletes goes as one that was terminated', async () => {
  const { provider, drift, ledger, clock, id } = await openWithMachine();
  await drift.remove(id);
  expect(await provider.get(id)).toMatchObject({ status: 'terminating' });
  expect(await ledger.entries()).toMatchObject([{ id, ending: true, gone: false }]);
  await clock.sleep(500);
  expect(await provider.get(id)).toBeNull();
  await expect(drift.remove(id)).rejects.toThrow('there is no machine');
});

test('a machine that somebody stops goes down in order, and one without power at once; both can be woken', async () => {
  for (const [how, status] of [
    ['orderly', 'stopping'],
    ['at-once', 'stopped'],
  ] as const) {
    const { provider, drift, clock, id } = await openWithMachine();
    await drift.halt(id, how);
    expect(await provider.get(id)).toMatchObject({ status });
    await clock.sleep(700);
    expect(await provider.get(id)).toMatchObject({ status: 'stopped' });
    if (!supports(provider, 'hibernation')) throw new Error('it can sleep');
    await provider.resume(id);
    await clock.sleep(1_000);
    expect(await provider.get(id)).toMatchObject({ status: 'running' });
  }
});

test('a machine without power stays so when somebody wants it asleep', async () => {
  const { provider, drift, id } = await openWithMachine();
  await drift.halt(id, 'at-once');
  if (!supports(provider, 'hibernation')) throw new Error('it can sleep');
  await provider.hibernate(id);
  expect(await provider.get(id)).toMatchObject({ status: 'stopped' });
});

test('tags that somebody replaced are what every look shows', async () => {
  const { provider, drift, ledger, id } = await openWithMachine();
  await drift.relabel(id, { team: 'y' });
  expect(await provider.get(id)).toMatchObject({ tags: { team: 'y' } });
  expect(await provider.list({ tags: { team: 'x' } })).toEqual([]);
  expect(await ledger.entries()).toMatchObject([{ tags: { team: 'y' } }]);
});

test('a machine that goes down and comes up again is the same one, at another address and with what was on its disk', async () => {
  for (const isEmptied of [false, true]) {
    const { provider, drift, ledger, disk, clock, id } = await openWithMachine();
    const [before] = await ledger.entries();
    await disk?.write(id, 'text');
    await drift.restart?.(id, { how: 'at-once', downMs: 5_000, isMoved: true, isEmptied });
    await clock.sleep(4_000);
    expect(await provider.get(id)).toMatchObject({ id, status: 'stopped' });
    await clock.sleep(2_000);
    expect(await provider.get(id)).toMatchObject({ id, status: 'running' });
    const [after] = await ledger.entries();
    expect(after?.address).not.toBe(before?.address);
    expect(await disk?.read(id)).toBe(isEmptied ? null : 'text');
  }
});

test('a machine that stopped is started by somebody', async () => {
  const { provider, drift, clock, id } = await openWithMachine();
  await drift.halt(id, 'at-once');
  await drift.start?.(id);
  await clock.sleep(1_000);
  expect(await provider.get(id)).toMatchObject({ status: 'running' });
});

test('a machine that somebody renamed or made bigger is the same one, and its old name is free', async () => {
  const { provider, drift, id } = await openWithMachine();
  await drift.rename?.(id, 'other');
  await drift.resize?.(id, { cpus: 2, memoryMiB: 1_024 });
  expect(await provider.get(id)).toMatchObject({ id, name: 'other', spec: { cpus: 2, memoryMiB: 1_024 } });
});

test('a look-alike has the tags of a machine, as many as it was given, and is told from what was asked for', async () => {
  const { provider, drift, ledger, id } = await openWithMachine();
  await drift.mimic?.(id, 50);
  await drift.mimic?.(id, 0);
  expect((await provider.list({ tags: { team: 'x' } })).length).toBe(2);
  const entries = (await ledger.entries()).map(({ isForeign, tags }) => [isForeign ?? false, tags.team]);
  expect(entries).toEqual([
    [false, 'x'],
    [true, 'x'],
    [true, undefined],
  ]);
});

test('a machine that is kept from booting comes up as long after it was let go as it had still to go', async () => {
  const { provider, drift, clock } = await openWithMachine();
  const { id } = await provider.spawn(request);
  await clock.sleep(400);
  const held = await drift.stall?.(id);
  await clock.sleep(60_000);
  expect([await held?.holds(), (await provider.get(id))?.status]).toEqual([true, 'starting']);
  await held?.lift();
  await clock.sleep(599);
  expect([await held?.holds(), (await provider.get(id))?.status]).toEqual([false, 'starting']);
  await clock.sleep(1);
  expect((await provider.get(id))?.status).toBe('running');
});
