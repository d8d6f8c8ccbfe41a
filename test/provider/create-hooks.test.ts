import { expect, test } from 'vitest';
import { createHooks, type HookedService } from '../../src/provider/create-hooks.ts';

const tasks = [
  { id: '1', type: 'health_check' },
  { id: '2', type: 'dance' },
  { id: '3', type: 'reconcile' },
];

test('a heartbeat answers every task in order', async () => {
  expect(await createHooks(serviceThat(async () => {})).onHeartbeat(tasks)).toEqual([
    { taskId: '1', outcome: 'completed' },
    { taskId: '2', outcome: 'skipped', reason: 'OrbStack knows no task of type "dance"' },
    { taskId: '3', outcome: 'completed', detail: '0 machines' },
  ]);
});

test('a service that is down fails the health check with its reason, and the other tasks still run', async () => {
  const hooks = createHooks(serviceThat(() => Promise.reject(new Error('down'))));
  const receipts = await hooks.onHeartbeat(tasks);
  expect(receipts[0]).toEqual({ taskId: '1', outcome: 'failed', reason: 'down' });
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['failed', 'skipped', 'completed']);
});

test('start and stop may come twice, and a failed start may be tried again', async () => {
  const pings = [() => Promise.reject(new Error('down')), async () => {}, async () => {}];
  let pinged = 0;
  const hooks = createHooks(serviceThat(async () => pings[pinged++]?.()));
  await expect(hooks.onStartup()).rejects.toThrow('down');
  await hooks.onStartup();
  await hooks.onStartup();
  expect(pinged).toBe(2);
  await hooks.onShutdown();
  await hooks.onShutdown();
  await hooks.onStartup();
  expect(pinged).toBe(3);
});

function serviceThat(ping: () => Promise<void>): HookedService {
  return { displayName: 'OrbStack', ping, list: async () => [] };
}
