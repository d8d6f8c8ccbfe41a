import { expect, test } from 'vitest';
import { adapted } from '../../fixtures/museum/adapted.ts';
import { createPlain, type Habits } from '../../fixtures/museum/plain-control-plane.ts';
import { defineControlPlane } from '../../src/controlplane/control-plane.ts';
import { isProviderError, ProviderError } from '../../src/provider/provider-error.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { play } from './host.ts';

interface Wrong {
  readonly finds: string;
  readonly habits?: Habits;
  readonly provider?: ProviderModule;
  readonly operations?: readonly object[];
  readonly disturbances?: readonly object[];
}

const launch = { do: 'launch', intent: 'a', atMs: 0 };
const anywhere = { ...launch, regions: 2 };
const onSpawn = { trigger: { on: 'call', operation: 'spawn', nth: 1 }, count: 1 };
const lost = { id: 'd1', kind: 'response-lost', parameters: { operation: 'spawn' }, ...onSpawn };
/** So that the provider cannot find by itself what became of it. */
const blind = { id: 'd2', kind: 'down', parameters: { operation: 'list' }, ...onSpawn, count: 100, durationMs: 10_000 };
const noRoom = { id: 'd1', kind: 'no-capacity', parameters: { operation: 'spawn' }, ...onSpawn };
const noLists = { id: 'd1', kind: 'server-error', parameters: { operation: 'list' }, trigger: { on: 'time', atMs: 0 } };
const phases = { disturbMs: 60_000, convergeMs: 30_000 };

const wrong: Readonly<Record<string, Wrong>> = {
  'an unclear spawn is sent again under another key': {
    finds: 'I08 another-key',
    disturbances: [lost, blind],
    habits: {
      start: async (row, { spawn, put }) => {
        const instanceId = await spawn(row.intent, 'one').catch(() => spawn(row.intent, 'two'));
        await put({ ...row, ...(instanceId !== undefined && { instanceId }) });
      },
    },
  },
  'an unclear spawn is followed by one in another region': {
    finds: 'I12 moved-on-blindly',
    operations: [anywhere],
    disturbances: [{ ...lost, kind: 'request-lost' }, blind],
    habits: {
      start: async (row, { spawn, put }) => {
        const { intent } = row;
        const ask = (region: string) => spawn({ ...intent, request: { ...intent.request, region } });
        const [first = '', second = ''] = intent.regions ?? [];
        const instanceId = await ask(first).catch(() => ask(second));
        await put({ ...row, ...(instanceId !== undefined && { instanceId }) });
      },
    },
  },
  'a machine is asked for while the end of the one before is being asked for': {
    finds: 'I28 overlap-with-end',
    disturbances: [
      {
        ...{ id: 'd1', kind: 'latency', parameters: { operation: 'terminate', ms: 5_000 } },
        trigger: { on: 'time', atMs: 0 },
      },
    ],
    habits: {
      check: async (row, instanceId, { provider, spawn, put }) => {
        void provider.terminate(instanceId);
        await put({ ...row, instanceId: (await spawn(row.intent)) ?? '' });
      },
    },
  },
  'one look at the machine itself does not find it, and there is another': {
    finds: 'I05 one-look',
    disturbances: [
      {
        ...{ id: 'd1', kind: 'not-found', durationMs: 4_000 },
        trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 2_000 },
      },
    ],
    habits: {
      check: async (row, instanceId, { provider, put }) => {
        const machine = await provider.get(instanceId);
        await put(machine ? { ...row, phase: 'running' } : { intent: row.intent, phase: 'launching' });
      },
    },
  },
  'a list has lost its last page, and its machine is forgotten': {
    finds: 'I22 partial-listing',
    disturbances: [
      {
        ...{ id: 'd1', kind: 'muddled-pages', parameters: { flaw: 'dropped-page' }, count: 1 },
        trigger: { on: 'time', atMs: 20_000 },
      },
    ],
    habits: {
      refresh: async ({ provider, rows, put }) => {
        const listed = new Set((await provider.list()).map(({ id }) => id));
        for (const row of await rows()) {
          const isGone = row.phase === 'running' && !listed.has(row.instanceId ?? '');
          if (isGone) await put({ ...row, phase: 'ended' });
        }
      },
    },
  },
  'somebody else has a machine that looks free': {
    finds: 'I07 not-its-own',
    habits: {
      start: async (row, { provider, put }) => {
        const [first] = await provider.list();
        await put({ ...row, ...(first && { instanceId: first.id }) });
      },
    },
  },
  'an adapter throws what is no ProviderError': {
    finds: 'I09 no-class',
    disturbances: [noRoom],
    provider: adapted('raw', (sound) => ({
      spawn: (request) =>
        sound.spawn(request).catch((thrown) => {
          throw new Error(String(thrown));
        }),
    })),
  },
  'an adapter says of an unclear spawn that nothing was done': {
    finds: 'I09 called-clear',
    disturbances: [lost, blind],
    provider: adapted('sure', (sound) => ({
      spawn: (request) =>
        sound.spawn(request).catch((thrown) => {
          throw isProviderError(thrown) ? new ProviderError(thrown.code, 'no', { provider: 'sure' }) : thrown;
        }),
    })),
  },
  'an adapter takes a list that failed for an empty one': {
    finds: 'I09 swallowed',
    disturbances: [noLists],
    provider: adapted('calm', (sound) => ({ list: (filter) => sound.list(filter).catch(() => []) })),
    habits: {
      refresh: async ({ provider }) => {
        await provider.list();
      },
    },
  },
};

test.each(Object.entries(wrong))('%s', async (_title, { finds, habits = {}, provider, operations, disturbances }) => {
  const controlPlane = defineControlPlane({ name: 'wrong', create: (host) => createPlain(host, habits) });
  const experiment = { version: 1, operations: operations ?? [launch], disturbances: disturbances ?? [], phases };
  const { violation } = await play({ ...experiment, oracles: [finds.slice(0, 3)] }, controlPlane, 3, provider);
  expect(`${violation?.oracle} ${violation?.signature}`).toBe(finds);
});

test('oracle I29: an end that was looked for is confirmed, also where the look came late', async () => {
  const patient: Habits = {
    finish: async (row, { provider, clock, put }) => {
      if (row.instanceId !== undefined) await provider.terminate(row.instanceId);
      while (row.instanceId !== undefined && (await provider.get(row.instanceId)) !== null) await clock.sleep(1_000);
      await put({ ...row, phase: 'ended' });
    },
  };
  const controlPlane = defineControlPlane({ name: 'patient', create: (host) => createPlain(host, patient) });
  const operations = [launch, { do: 'terminate', intent: 'a', atMs: 25_000 }];
  const { violation, exercised } = await play({ version: 1, operations, oracles: ['I29'] }, controlPlane, 3);
  expect({ violation, exercised }).toEqual({ violation: undefined, exercised: ['I29'] });
});
