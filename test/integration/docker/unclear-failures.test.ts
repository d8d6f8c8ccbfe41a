import { expect } from 'vitest';
import type { Fault } from '../../../src/testbed/fault.ts';
import { docker, small, test } from './docker-world.ts';

const lost: readonly Fault['kind'][] = ['response-lost', 'error-after-success'];

test.for(lost)('a container whose spawn ended with %s is found by its name', async (kind, { world }) => {
  world.faults.inject({ kind, scope: { operation: 'spawn', count: 1 } } as Fault);
  const { id } = await world.provider.spawn(small);
  expect(await docker('inspect', '--format', '{{.State.Running}}', id)).toBe('true');
  expect(await world.entries()).toHaveLength(1);
});

test('a spawn that nobody can see afterwards is ambiguous, and its key finds the container later', async ({
  world,
}) => {
  const request = { ...small, idempotencyKey: 'key' };
  const blind = [
    world.faults.inject({ kind: 'response-lost', scope: { operation: 'spawn' } }),
    world.faults.inject({ kind: 'native-error', error: 'unavailable', scope: { operation: 'get' } }),
  ];
  const spawned = world.provider.spawn(request);
  await expect(spawned).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
  for (const fault of blind) fault.heal();
  const { id } = await world.provider.spawn(request);
  expect((await world.entries()).map((entry) => entry.id)).toEqual([id]);
});
