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
];
