import { expect, test } from 'vitest';
import { ProviderError } from '../../../src/provider/provider-error.ts';
import { createProvider } from '../../../src/providers/orbstack/create-provider.ts';
import type { Host, Machine, MachineRequest } from '../../../src/providers/orbstack/host.ts';
import { dockerCapabilities } from '../../../src/providers/orbstack/orbstack-capabilities.ts';
import { contextUnderTest } from './context-under-test.ts';

const request = { spec: { cpus: 1, memoryMiB: 512 }, tags: { team: 'x' } };

test('one key gives one instance, however many ask at once', async () => {
  const { provider, machines } = world();
  const spawned = await Promise.all(
    Array.from({ length: 8 }, () => provider.spawn({ ...request, idempotencyKey: 'k' })),
  );
  expect(new Set(spawned.map(({ id }) => id)).size).toBe(1);
  expect(machines.size).toBe(1);
});

test('a spawn without a key is a machine of its own', async () => {
  const { provider, machines } = world();
  await Promise.all([provider.spawn(request), provider.spawn(request)]);
  expect(machines.size).toBe(2);
});

test('a key that was used for another request is refused', async () => {
  const { provider, machines } = world();
  await provider.spawn({ ...request, idempotencyKey: 'k' });
  const other = provider.spawn({ ...request, tags: { team: 'y' }, idempotencyKey: 'k' });
  await expect(other).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining('idempotencyKey'),
  });
  expect(machines.size).toBe(1);
});

test('the order of tags does not make another request', async () => {
  const { provider, machines } = world();
  await provider.spawn({ ...request, tags: { a: '1', b: '2' }, idempotencyKey: 'k' });
  await provider.spawn({ ...request, tags: { b: '2', a: '1' }, idempotencyKey: 'k' });
  expect(machines.size).toBe(1);
});

test('the key of an instance that was terminated is refused', async () => {
  const { provider, machines } = world();
  await provider.spawn({ ...request, idempotencyKey: 'k' });
  for (const [name, machine] of machines) machines.set(name, { ...machine, status: 'terminating' });
  const again = provider.spawn({ ...request, idempotencyKey: 'k' });
  await expect(again).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining('use a new key'),
  });
});

test('a machine whose answer was lost is found and given', async () => {
  const { provider, machines } = world({ loseAnswers: true });
  const { id } = await provider.spawn(request);
  expect([...machines.values()].map((machine) => machine.id)).toEqual([id]);
});

test('a machine whose answer was lost is found also when reads are late', async () => {
  const { provider, machines } = world({ loseAnswers: true, looksInVain: 4 });
  await provider.spawn(request);
  expect(machines.size).toBe(1);
});

test('a create that is unclear and shows nothing stays ambiguous', async () => {
  const { provider, machines } = world({ loseAnswers: true, looksInVain: 1_000 });
  await expect(provider.spawn(request)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
  expect(machines.size).toBe(1);
});

test('a name that is given comes back, and is nobody else’s key', async () => {
  const { provider, machines } = world();
  const first = await provider.spawn({ ...request, name: 'web' });
  const second = await provider.spawn({ ...request, name: 'web' });
  expect([first.name, second.name, first.tags]).toEqual(['web', 'web', { team: 'x' }]);
  expect(machines.size).toBe(2);
});

test('runs with scopes of their own do not share keys', async () => {
  const one = world({ run: 'one' });
  const two = world({ run: 'two' });
  await one.provider.spawn({ ...request, idempotencyKey: 'k' });
  await two.provider.spawn({ ...request, idempotencyKey: 'k' });
  expect([...one.machines.keys()]).not.toEqual([...two.machines.keys()]);
});

interface WorldOptions {
  /** Creates take effect and then fail. */
  readonly loseAnswers?: boolean;
  /** So many looks by name see nothing. */
  readonly looksInVain?: number;
  readonly run?: string;
}

function world(options: WorldOptions = {}) {
  const machines = new Map<string, Machine>();
  let looks = 0;
  const host: Pick<
    Host,
    'capabilities' | 'imageDefault' | 'regionDefault' | 'regions' | 'largest' | 'settlesWithinMs' | 'create' | 'find'
  > = {
    capabilities: dockerCapabilities,
    imageDefault: 'debian',
    regionDefault: 'local',
    regions: ['local'],
    largest: { cpus: 4, memoryMiB: 4_096 },
    settlesWithinMs: 5_000,
    create: async (wanted) => {
      const existing = machines.get(wanted.name);
      if (existing) return { outcome: 'name-taken', existing };
      const machine = machineFrom(wanted, `m-${machines.size}`);
      machines.set(wanted.name, machine);
      if (!options.loseAnswers) return { outcome: 'created', machine };
      throw new ProviderError('PROVIDER_UNAVAILABLE', 'lost', { provider: 'orbstack', ambiguous: true });
    },
    find: async (name) => {
      looks += 1;
      return looks > (options.looksInVain ?? 0) ? (machines.get(name) ?? null) : null;
    },
  };
  const noFetch = () => Promise.reject(new Error('nobody fetches'));
  const context = contextUnderTest(noFetch, options.run === undefined ? {} : { ORBSTACK_RUN: options.run });
  return { machines, provider: createProvider(host as Host, context) };
}

function machineFrom(wanted: MachineRequest, id: string): Machine {
  const { name, fingerprint, tags, spec } = wanted;
  return { id, name, fingerprint, tags, spec, status: 'pending' };
}
