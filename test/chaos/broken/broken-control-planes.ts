import { defineEntry } from '../../../fixtures/museum/define-entry.ts';
import type { MuseumEntry } from '../../../src/chaos/museum/museum-entry.ts';

/** Control planes for the oracles that no piece of the museum is for. */
export const brokenControlPlanes: readonly MuseumEntry[] = [
  defineEntry({
    name: 'forgets what it is to end',
    bug: 'none',
    oracle: 'I01',
    experiment: {
      version: 1,
      operations: [
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'terminate', intent: 'a', atMs: 25_000 },
      ],
      oracles: ['I01'],
      phases: { disturbMs: 30_000, convergeMs: 60_000 },
    },
    habits: { onTerminate: ({ intent }, { store }) => store.delete(`rows/${intent.id}`) },
  }),
  defineEntry({
    name: 'does not wait although it is asked to',
    bug: 'https://github.com/kubernetes/kubernetes/issues/31858',
    oracle: 'I11',
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'throttle',
          parameters: { operation: 'spawn', retryAfterMs: 20_000 },
          trigger: { on: 'time', atMs: 0 },
          count: 1,
        },
      ],
      oracles: ['I11'],
    },
    habits: {},
  }),
  defineEntry({
    name: 'asks without end',
    bug: 'https://github.com/runs-on/runs-on/pull/29',
    oracle: 'I11',
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      disturbances: [
        { id: 'd1', kind: 'no-capacity', parameters: { operation: 'spawn' }, trigger: { on: 'time', atMs: 0 } },
      ],
      oracles: ['I11'],
    },
    habits: {
      start: async (row, { spawn, put }) => {
        for (;;) {
          const instanceId = await spawn(row.intent, row.intent.id).catch(() => undefined);
          if (instanceId !== undefined) return put({ ...row, instanceId });
        }
      },
    },
  }),
  defineEntry({
    name: 'ends whatever it does not know',
    bug: 'https://github.com/fusor/catasb/issues/224',
    oracle: 'I13',
    experiment: { version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }], oracles: ['I13'] },
    habits: {
      refresh: async ({ provider, rows }) => {
        const known = new Set((await rows()).map(({ instanceId }) => instanceId));
        for (const { id } of await provider.list()) if (!known.has(id)) await provider.terminate(id);
      },
    },
  }),
  defineEntry({
    name: 'looks into one region only',
    bug: 'none',
    oracle: 'I22',
    features: ['failover'],
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0, regions: 2 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'no-capacity',
          parameters: { operation: 'spawn' },
          trigger: { on: 'time', atMs: 0 },
          count: 1,
        },
        // What the sound one is led into temptation by.
        {
          id: 'd2',
          kind: 'down',
          parameters: { operation: 'list' },
          trigger: { on: 'event', event: 'machine-running', nth: 1 },
          durationMs: 20_000,
        },
      ],
      oracles: ['I22'],
    },
    habits: {
      start: async (row, { spawn, put }) => {
        const { id, request, regions = [] } = row.intent;
        for (const region of regions) {
          const ask = spawn({ ...row.intent, request: { ...request, region } }, `${id}/${region}`);
          const instanceId = await ask.catch(() => undefined);
          if (instanceId !== undefined) return put({ ...row, instanceId });
        }
      },
      refresh: async ({ provider, rows, put }) => {
        for (const { intent, instanceId } of await rows()) {
          const listed = await provider.list({ region: intent.regions?.[0] ?? '' });
          const isGone = instanceId !== undefined && !listed.some(({ id }) => id === instanceId);
          if (isGone) await put({ intent, phase: 'ended' });
        }
      },
    },
  }),
  defineEntry({
    name: 'does not wait for its own spawn',
    bug: 'https://github.com/skypilot-org/skypilot/issues/7205',
    oracle: 'I28',
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'latency',
          parameters: { operation: 'spawn', ms: 12_000 },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
          count: 1,
        },
        // So that the sound one has to ask twice.
        {
          id: 'd2',
          kind: 'no-capacity',
          parameters: { operation: 'spawn' },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
          count: 1,
        },
      ],
      oracles: ['I28'],
    },
    habits: {
      start: async (row, { spawn, put }) => {
        void spawn(row.intent).then(
          (instanceId) => put({ ...row, ...(instanceId !== undefined && { instanceId }) }),
          () => {},
        );
      },
    },
  }),
  defineEntry({
    name: 'takes the answer to a terminate for the end',
    bug: 'https://github.com/peters/horizon/pull/372',
    oracle: 'I29',
    experiment: {
      version: 1,
      operations: [
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'terminate', intent: 'a', atMs: 25_000 },
      ],
      oracles: ['I29'],
      phases: { disturbMs: 40_000 },
    },
    habits: {
      finish: async (row, { provider, put }) => {
        if (row.instanceId !== undefined) await provider.terminate(row.instanceId);
        await put({ ...row, phase: 'ended' });
      },
    },
  }),
  defineEntry({
    name: 'drops what failed to launch',
    bug: 'https://github.com/skypilot-org/skypilot/pull/911',
    oracle: 'I03',
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'no-capacity',
          parameters: { operation: 'spawn' },
          trigger: { on: 'time', atMs: 0 },
          count: 1,
        },
      ],
      oracles: ['I03'],
      phases: { disturbMs: 20_000, convergeMs: 30_000 },
    },
    habits: {
      start: async (row, { spawn, put, store }) => {
        const instanceId = await spawn(row.intent, row.intent.id).catch(() => undefined);
        if (instanceId === undefined) await store.delete(`rows/${row.intent.id}`);
        else await put({ ...row, instanceId });
      },
    },
  }),
];
