import { defineEntry } from '../../../fixtures/museum/define-entry.ts';
import type { MuseumEntry } from '../../../src/chaos/museum/museum-entry.ts';
import { intentTag } from '../../../src/chaos/truth.ts';

/** Control planes for the oracles that no piece of the museum is for. */
export const brokenControlPlanes: readonly MuseumEntry[] = [
  defineEntry({
    name: 'makes a machine to try things out, and leaves it',
    bug: 'none',
    oracle: 'I01',
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      oracles: ['I01'],
      phases: { disturbMs: 30_000, convergeMs: 60_000 },
    },
    habits: {
      start: async (row, { spawn, put }) => {
        await spawn({ id: 'trial', request: { ...row.intent.request, tags: {} } });
        const instanceId = await spawn(row.intent, row.intent.id);
        await put({ ...row, ...(instanceId !== undefined && { instanceId }) });
      },
    },
  }),
  defineEntry({
    name: 'forgets what it is to end',
    bug: 'none',
    oracle: 'I17',
    experiment: {
      version: 1,
      operations: [
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'terminate', intent: 'a', atMs: 25_000 },
      ],
      oracles: ['I17'],
      phases: { disturbMs: 30_000, convergeMs: 60_000 },
    },
    habits: { onTerminate: ({ intent }, { store }) => store.delete(`rows/${intent.id}`) },
  }),
  defineEntry({
    name: 'gives work to what it has seen stopped',
    bug: 'https://github.com/dstackai/dstack/issues/3449',
    oracle: 'I18',
    features: ['jobs'],
    experiment: {
      version: 1,
      operations: [
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'run-job', intent: 'a', atMs: 45_000, forMs: 5_000 },
      ],
      disturbances: [
        {
          id: 'd1',
          kind: 'stopped-by-hand',
          trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 10_000 },
        },
      ],
      oracles: ['I18'],
      phases: { disturbMs: 60_000 },
    },
    habits: {},
  }),
  defineEntry({
    name: 'finds its machines by their tags alone',
    bug: 'https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/4629',
    oracle: 'I21',
    experiment: {
      version: 1,
      operations: [
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'terminate', intent: 'a', atMs: 45_000 },
      ],
      disturbances: [
        {
          id: 'd1',
          kind: 'relabelled',
          trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 15_000 },
        },
      ],
      oracles: ['I21'],
      phases: { disturbMs: 60_000, convergeMs: 60_000 },
    },
    habits: {
      finish: async ({ intent }, { provider, store }) => {
        const mine = (await provider.list()).filter(({ tags }) => tags?.[intentTag] === intent.id);
        for (const { id } of mine) await provider.terminate(id);
        if (mine.length === 0) await store.delete(`rows/${intent.id}`);
      },
    },
  }),
  defineEntry({
    name: 'replaces what has stopped',
    bug: 'https://github.com/skypilot-org/skypilot/issues/791',
    oracle: 'I23',
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'stopped-by-hand',
          trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 10_000 },
        },
      ],
      oracles: ['I23'],
    },
    habits: {
      check: async ({ intent }, instanceId, { provider, put }) => {
        const machine = await provider.get(instanceId);
        if (machine?.status === 'running') return put({ intent, phase: 'running', instanceId });
        if (machine?.status !== 'stopped') return;
        await provider.terminate(instanceId);
        await put({ intent, phase: 'launching' });
      },
    },
  }),
  defineEntry({
    name: 'tells the time by the wall clock',
    bug: 'https://github.com/EngineerBetter/control-tower/issues/51',
    oracle: 'I30',
    features: ['deadline'],
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0, lifeMaxMs: 60_000 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'clock-shifted',
          parameters: { how: 'jump', ms: 3_600_000 },
          trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 15_000 },
        },
      ],
      oracles: ['I30'],
    },
    habits: {
      check: async (row, instanceId, { provider, store, clock, put }) => {
        const isRunning = (await provider.get(instanceId))?.status === 'running';
        const key = `ran/${row.intent.id}`;
        const ranAtMs = (await store.get<number>(key)) ?? clock.now();
        const isOver = clock.now() - ranAtMs >= (row.intent.lifeMaxMs ?? Number.POSITIVE_INFINITY);
        if (isRunning) await store.put(key, ranAtMs);
        if (isRunning || isOver) await put({ ...row, phase: isOver ? 'ending' : 'running' });
      },
    },
  }),
  defineEntry({
    name: 'looks once at a list that is late, and asks again',
    bug: 'https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/5794',
    oracle: 'I02',
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'crash',
          parameters: { point: 'after', downMs: 2_000 },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
        },
        {
          id: 'd2',
          kind: 'stale-read',
          parameters: { operation: 'list', lagMs: 3_000 },
          trigger: { on: 'event', event: 'restarted', nth: 1 },
          count: 2,
        },
      ],
      oracles: ['I02', 'I06'],
    },
    habits: {
      start: async (row, { provider, spawn, put }) => {
        const [found] = (await provider.list()).filter(({ tags }) => tags?.[intentTag] === row.intent.id);
        const instanceId = found?.id ?? (await spawn(row.intent));
        await put({ ...row, ...(instanceId !== undefined && { instanceId }) });
      },
    },
  }),
  defineEntry({
    name: 'calls ended what is still being made',
    bug: 'https://github.com/dstackai/dstack/issues/2068',
    oracle: 'I04',
    experiment: {
      version: 1,
      operations: [
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'terminate', intent: 'a', atMs: 8_000 },
      ],
      disturbances: [
        {
          id: 'd1',
          kind: 'latency',
          parameters: { operation: 'spawn', ms: 20_000 },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
          count: 1,
        },
      ],
      oracles: ['I01', 'I04'],
    },
    habits: {
      onTerminate: (row, { put }) => put({ ...row, phase: row.instanceId === undefined ? 'ended' : 'ending' }),
    },
  }),
  defineEntry({
    name: 'never asks a second time',
    bug: 'none',
    oracle: 'I10',
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
      oracles: ['I10'],
      phases: { disturbMs: 30_000, convergeMs: 60_000 },
    },
    habits: {
      start: async (row, { store, spawn, put }) => {
        if (await store.get(`asked/${row.intent.id}`)) return;
        await store.put(`asked/${row.intent.id}`, true);
        const instanceId = await spawn(row.intent, row.intent.id);
        await put({ ...row, ...(instanceId !== undefined && { instanceId }) });
      },
    },
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
