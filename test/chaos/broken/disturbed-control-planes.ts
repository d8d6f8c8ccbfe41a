import { defineEntry } from '../../../fixtures/museum/define-entry.ts';
import type { MuseumEntry } from '../../../src/chaos/museum/museum-entry.ts';
import { isProviderError } from '../../../src/provider/provider-error.ts';

const launch = { do: 'launch', intent: 'a', atMs: 0 } as const;

/** Control planes that only a disturbance of their process, their clock or their disk brings to light. */
export const disturbedControlPlanes: readonly MuseumEntry[] = [
  defineEntry({
    name: 'waits by the wall clock',
    bug: 'https://github.com/EngineerBetter/control-tower/issues/51',
    oracle: 'I11',
    experiment: {
      version: 1,
      operations: [launch],
      disturbances: [
        {
          id: 'd1',
          kind: 'throttle',
          parameters: { operation: 'spawn', retryAfterMs: 60_000 },
          trigger: { on: 'time', atMs: 0 },
          count: 1,
        },
        {
          id: 'd2',
          kind: 'clock-shifted',
          parameters: { how: 'jump', ms: 3_600_000 },
          trigger: { on: 'time', atMs: 20_000 },
        },
      ],
      oracles: ['I11'],
    },
    habits: {
      start: async (row, { spawn, put, store, clock }) => {
        if (((await store.get<number>('not-before')) ?? 0) > clock.now()) return;
        const instanceId = await spawn(row.intent, row.intent.id).catch(async (thrown) => {
          const waitMs = isProviderError(thrown) ? (thrown.retryAfterMs ?? 0) : 0;
          await store.put('not-before', clock.now() + waitMs);
        });
        if (instanceId !== undefined) await put({ ...row, instanceId });
      },
    },
  }),
  defineEntry({
    name: 'does twice what it is asked twice',
    bug: 'none',
    oracle: 'I28',
    experiment: {
      version: 1,
      operations: [launch],
      disturbances: [
        {
          id: 'd1',
          kind: 'latency',
          parameters: { operation: 'spawn', ms: 3_000 },
          trigger: { on: 'time', atMs: 0 },
          durationMs: 30_000,
        },
        {
          id: 'd2',
          kind: 'rounds-overlap',
          parameters: { everyMs: 1_000 },
          trigger: { on: 'time', atMs: 0 },
          durationMs: 30_000,
        },
      ],
      oracles: ['I28'],
    },
    habits: {
      start: async (row, { spawn, put }) => {
        const instanceId = await spawn(row.intent);
        await put({ ...row, ...(instanceId !== undefined && { instanceId }) });
      },
    },
  }),
  defineEntry({
    name: 'believes that there is no other of its kind',
    bug: 'https://github.com/DataBiosphere/toil/issues/5459',
    oracle: 'I06',
    experiment: {
      version: 1,
      operations: [{ ...launch, spot: true }],
      disturbances: [
        {
          id: 'd1',
          kind: 'latency',
          parameters: { operation: 'spawn', ms: 5_000 },
          trigger: { on: 'time', atMs: 0 },
          durationMs: 30_000,
        },
        {
          id: 'd2',
          kind: 'second-controller',
          parameters: { everyMs: 3_000 },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
          durationMs: 40_000,
        },
      ],
      oracles: ['I06'],
    },
    habits: {},
  }),
  defineEntry({
    name: 'takes its store for the truth',
    bug: 'https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/5794',
    oracle: 'I02',
    experiment: {
      version: 1,
      operations: [{ ...launch, spot: true }],
      disturbances: [
        {
          id: 'd1',
          kind: 'store-set-back',
          parameters: { ageMs: 60_000, downMs: 1_000 },
          trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 10_000 },
        },
      ],
      oracles: ['I02'],
    },
    habits: {},
  }),
  defineEntry({
    name: 'loses what its disk would not take',
    bug: 'none',
    oracle: 'I02',
    experiment: {
      version: 1,
      operations: [launch],
      disturbances: [
        {
          id: 'd1',
          kind: 'store-failing',
          parameters: { error: 'ENOSPC' },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
          durationMs: 8_000,
        },
      ],
      oracles: ['I02'],
    },
    habits: {
      start: async (row, { spawn, put, random }) => {
        const instanceId = await spawn(row.intent, `${row.intent.id}-${random.hex(8)}`);
        await put({ ...row, ...(instanceId !== undefined && { instanceId }) });
      },
    },
  }),
  defineEntry({
    name: 'writes down afterwards what it has asked for',
    bug: 'https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/6131',
    oracle: 'I02',
    experiment: {
      version: 1,
      operations: [{ ...launch, spot: true }],
      disturbances: [
        {
          id: 'd1',
          kind: 'write-lost',
          parameters: { downMs: 1_000 },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
        },
      ],
      oracles: ['I02'],
    },
    habits: {},
  }),
  defineEntry({
    name: 'takes whatever carries its tags for its own',
    bug: 'https://github.com/jenkinsci/ec2-plugin/pull/1101',
    oracle: 'I13',
    experiment: {
      version: 1,
      operations: [launch],
      disturbances: [
        {
          id: 'd1',
          kind: 'look-alike',
          parameters: { tags: 50 },
          trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 10_000 },
        },
      ],
      oracles: ['I13'],
    },
    habits: {
      refresh: async ({ provider, rows }) => {
        const mine = new Map((await rows()).map(({ intent, instanceId }) => [intent.id, instanceId]));
        for (const { id, tags = {} } of await provider.list()) {
          const wanted = mine.get(tags['assay-intent'] ?? '');
          if (wanted !== undefined && wanted !== id) await provider.terminate(id);
        }
      },
    },
  }),
];
