import { expect, test } from 'vitest';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { play } from './host.ts';

/** Experiments in which an oracle once found what was not so, each with the seed of its world. */
const cases: readonly (readonly [string, number, object])[] = [
  [
    'oracle I10: work on a later machine of the same id is no work of the one that was idle',
    1_875_893_769,
    {
      operations: [
        { do: 'launch', intent: 'a', atMs: 0, idleAfterMs: 1_000 },
        { do: 'launch', intent: 'b', atMs: 60_000 },
        { do: 'run-job', intent: 'b', atMs: 9_000, forMs: 1_000 },
      ],
      disturbances: [
        { id: 'd1', kind: 'id-reused', trigger: { on: 'event', event: 'machine-gone', nth: 1, delayMs: 0 } },
      ],
    },
  ],
  [
    'oracle I25: who has not been heard since an end failed is not silent about it',
    297_283_570,
    {
      operations: [
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'terminate', intent: 'a', atMs: 1_000 },
        { do: 'launch', intent: 'b', atMs: 17_000 },
        { do: 'terminate', intent: 'b', atMs: 37_000 },
      ],
      disturbances: [
        {
          id: 'd1',
          kind: 'crash',
          parameters: { point: 'after', downMs: 19_907 },
          trigger: { on: 'call', operation: 'spawn', nth: 2 },
        },
        {
          id: 'd2',
          kind: 'delete-refused',
          parameters: { retryAfterMs: 7_000 },
          trigger: { on: 'call', operation: 'terminate', nth: 2 },
          count: 1,
        },
      ],
      phases: { reconcileEveryMs: 1_000 },
    },
  ],
  [
    'oracle I05: whoever lives under the id of a machine that has ended is nobody that was let go',
    2_061_176_634,
    {
      operations: [
        { do: 'launch', intent: 'other', atMs: 0 },
        { do: 'launch', intent: 'a', atMs: 0 },
        { do: 'terminate', intent: 'a', atMs: 9_000 },
        { do: 'launch', intent: 'b', atMs: 32_000 },
      ],
      disturbances: [
        {
          id: 'd1',
          kind: 'missing-field',
          parameters: { operation: 'spawn' },
          trigger: { on: 'call', operation: 'spawn', nth: 3 },
          durationMs: 1,
        },
        { id: 'd2', kind: 'id-reused', trigger: { on: 'event', event: 'machine-gone', nth: 1, delayMs: 0 } },
      ],
      phases: { disturbMs: 37_000, quietMs: 0, convergeMs: 60_000 },
    },
  ],
  [
    'oracle I30: a second process can know only by the wall clock how long a machine has run',
    2_955_307_774,
    {
      operations: [{ do: 'launch', intent: 'for-d1', atMs: 13_000, lifeMaxMs: 4_937 }],
      disturbances: [
        {
          id: 'd1',
          kind: 'clock-shifted',
          parameters: { how: 'jump', ms: -40_847 },
          trigger: { on: 'time', atMs: 0 },
          durationMs: 39_000,
        },
        {
          id: 'd2',
          kind: 'second-controller',
          parameters: { everyMs: 2_184 },
          trigger: { on: 'time', atMs: 20_000 },
          durationMs: 2_867,
        },
      ],
      phases: { disturbMs: 45_000, reconcileEveryMs: 1_000, quietMs: 0, convergeMs: 60_000 },
    },
  ],
  [
    'oracle I30: what a second process has counted is lost with it, and the first knows it by the wall clock only',
    2400514591,
    {
      operations: [
        { do: 'launch', intent: 'intent-1', atMs: 0 },
        { do: 'terminate', intent: 'intent-1', atMs: 18000 },
        { do: 'launch', intent: 'for-d5', atMs: 20000, lifeMaxMs: 44000 },
      ],
      disturbances: [
        {
          id: 'd1',
          kind: 'second-controller',
          parameters: { everyMs: 196 },
          trigger: { on: 'call', operation: 'terminate', nth: 3 },
          durationMs: 8000,
        },
        {
          id: 'd4',
          kind: 'delete-refused',
          parameters: { retryAfterMs: 1000 },
          trigger: { on: 'call', operation: 'terminate', nth: 1 },
          count: 1,
        },
        {
          id: 'd5',
          kind: 'clock-shifted',
          parameters: { how: 'drift', ms: 36000 },
          trigger: { on: 'call', operation: 'terminate', nth: 1 },
          durationMs: 59000,
        },
      ],
      phases: { disturbMs: 55000, reconcileEveryMs: 1000, quietMs: 0, convergeMs: 60000 },
    },
  ],
  [
    'oracle I15: a machine whose time was counted by a clock that was wrong is not mistaken for another',
    413182697,
    {
      operations: [
        { do: 'launch', intent: 'intent-3', atMs: 0, lifeMaxMs: 62000 },
        { do: 'launch', intent: 'for-d2', atMs: 0 },
      ],
      disturbances: [
        {
          id: 'd4',
          kind: 'second-controller',
          parameters: { everyMs: 118 },
          trigger: { on: 'time', atMs: 20000 },
          durationMs: 48000,
        },
        {
          id: 'd5',
          kind: 'clock-shifted',
          parameters: { how: 'drift', ms: -47856 },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
          durationMs: 17000,
        },
      ],
      phases: { disturbMs: 66000, reconcileEveryMs: 1000, quietMs: 0, convergeMs: 60000 },
    },
  ],
  [
    'oracle I14: a machine that is taken back after its record was lost has its time from when it was seen to run',
    3879078774,
    {
      operations: [
        { do: 'launch', intent: 'intent-1', atMs: 0, idleAfterMs: 1000 },
        { do: 'launch', intent: 'intent-3', atMs: 2375, lifeMaxMs: 13500 },
        { do: 'run-job', intent: 'intent-3', atMs: 41000, forMs: 5000 },
        { do: 'launch', intent: 'intent-4', atMs: 3000 },
      ],
      disturbances: [
        {
          id: 'd1',
          kind: 'answers-shuffled',
          parameters: { withinMs: 644 },
          trigger: { on: 'time', atMs: 18831 },
          durationMs: 32000,
        },
        {
          id: 'd3',
          kind: 'partitioned',
          parameters: { which: 'answers' },
          trigger: { on: 'call', operation: 'spawn', nth: 1 },
          durationMs: 29268,
        },
        {
          id: 'd4',
          kind: 'record-lost',
          parameters: {},
          trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 0 },
        },
      ],
      phases: { disturbMs: 56000, reconcileEveryMs: 2000, quietMs: 0, convergeMs: 60000 },
    },
  ],
];

test.each(cases)('%s', async (_title, seed, experiment) => {
  const { violation, acted } = await play({ version: 1, ...experiment }, referenceControlPlane, seed);
  expect({ violation, idle: [...acted].filter(([, times]) => times === 0) }).toEqual({
    violation: undefined,
    idle: [],
  });
});

test('a store is not set back while a machine has lost its tags: only the store tells whose that is', async () => {
  const experiment = {
    version: 1,
    operations: [{ do: 'launch', intent: 'a', atMs: 0, spot: true }],
    disturbances: [
      { id: 'd1', kind: 'relabelled', trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 0 } },
      {
        id: 'd2',
        kind: 'store-set-back',
        parameters: { ageMs: 11_000, downMs: 0 },
        trigger: { on: 'time', atMs: 12_000 },
      },
    ],
    phases: { disturbMs: 31_000, quietMs: 0, convergeMs: 60_000 },
  };
  const { violation, acted } = await play(experiment, referenceControlPlane, 4_083_599_366);
  expect({ violation, acted: [...acted] }).toEqual({
    violation: undefined,
    acted: [
      ['d1', 1],
      ['d2', 0],
    ],
  });
});
