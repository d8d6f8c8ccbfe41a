import { expect, test } from 'vitest';
import { simulatedOrbstack } from '../../../src/clouds/orbstack/testbed.ts';
import { orbstack } from '../../../src/providers/orbstack/orbstack.ts';
import type { Constraint } from '../../../src/testbed/constraints.ts';

async function machineHeldTo(constraint: Constraint) {
  const open = { module: orbstack, seed: 1, runId: 'test', settings: {}, signal: new AbortController().signal };
  const { registration, constraints, drift, disk, clock } = await simulatedOrbstack({ bootMs: 1_000 }).open(open);
  const { provider } = registration;
  if (!constraints || !drift || !disk) throw new Error('the simulated OrbStack has all of them');
  const { id } = await provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } });
  await clock.sleep(1_000);
  const held = await constraints.hold(id, constraint);
  const status = async () => (await provider.get(id))?.status;
  return { id, held, drift, disk, clock, status };
}

test.each([
  [{ kind: 'cpu', cpus: 0.2 }, 5_000],
  [{ kind: 'hog', processes: 3 }, 4_000],
] as const)('with %j a machine boots slowly, until that is lifted', async (constraint, bootMs) => {
  const { id, held, drift, clock, status } = await machineHeldTo(constraint);
  expect([await held.holds(), await status()]).toEqual([true, 'running']);
  await drift.restart?.(id, { how: 'at-once', downMs: 0 });
  await clock.sleep(bootMs - 1);
  expect(await status()).toBe('starting');
  await clock.sleep(1);
  expect(await status()).toBe('running');
  await held.lift();
  await drift.restart?.(id, { how: 'at-once', downMs: 0 });
  await clock.sleep(1_000);
  expect([await held.holds(), await status()]).toEqual([false, 'running']);
});

test('without enough memory a machine goes down, and with enough it does not', async () => {
  expect(await (await machineHeldTo({ kind: 'memory', memoryMiB: 8 })).status()).toBe('stopped');
  expect(await (await machineHeldTo({ kind: 'memory', memoryMiB: 256 })).status()).toBe('running');
});

test('with a full disk nothing is written and a machine comes up no more, until there is room', async () => {
  const { id, held, drift, disk, clock, status } = await machineHeldTo({ kind: 'disk' });
  await expect(disk.write(id, 'text')).rejects.toThrow('no space left');
  await drift.restart?.(id, { how: 'at-once', downMs: 0 });
  await clock.sleep(60_000);
  expect(await status()).toBe('starting');
  await held.lift();
  await clock.sleep(1_000);
  expect(await status()).toBe('running');
  await disk.write(id, 'text');
});

test('processes it has none, and says so before it is asked', async () => {
  await expect(machineHeldTo({ kind: 'pids', pidsMax: 1 })).rejects.toThrow('run no processes');
});
