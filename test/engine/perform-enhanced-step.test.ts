import { expect, test } from 'vitest';
import { createBindings } from '../../src/engine/bindings.ts';
import { enhancedOperations } from '../../src/engine/perform-enhanced-step.ts';
import type { Enhanced } from '../../src/provider/enhanced.ts';
import type { World } from '../../src/testbed/testbed.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

function worldWith(enhanced: Enhanced | undefined): World {
  const facts = { tolerances: { callTimeoutMs: 1_000 } };
  return { registration: { enhanced }, clock: createVirtualClock(), facts } as unknown as World;
}

const step = { op: 'get-enhanced', target: 'i-1' } as const;
const whole = { id: 'i-1', status: 'running', rack: 'r7' } as const;
const enhanced: Enhanced = {
  get: async (id) => (id === whole.id ? whole : null),
  project: ({ id, status }) => ({ id, status }),
};

test('a look gives the whole and its projection, and null for both where there is nothing', async () => {
  const bindings = createBindings('');
  const world = worldWith(enhanced);
  expect(await enhancedOperations['get-enhanced'](world, bindings, step)).toMatchObject({
    outcome: 'resolved',
    value: { whole, view: { id: 'i-1', status: 'running' } },
  });
  expect(await enhancedOperations['get-enhanced'](world, bindings, { ...step, target: 'i-2' })).toMatchObject({
    outcome: 'resolved',
    value: { whole: null, view: null },
  });
});

test('a provider without enhanced types fails as it fails its caller', async () => {
  const bindings = createBindings('');
  const snapshots = { op: 'get-enhanced-snapshot', target: 's' } as const;
  expect(await enhancedOperations['get-enhanced'](worldWith(undefined), bindings, step)).toMatchObject({
    outcome: 'threw',
  });
  expect(await enhancedOperations['get-enhanced-snapshot'](worldWith(enhanced), bindings, snapshots)).toMatchObject({
    outcome: 'threw',
  });
});
