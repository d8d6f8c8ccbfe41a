import { expect, test } from 'vitest';
import { referenceControlPlane } from '../../../src/controlplane/reference/reference.ts';
import { play } from '../../chaos/host.ts';

const launch = (intent: string, atMs: number, spot = false) => ({ do: 'launch', intent, atMs, ...(spot && { spot }) });
const nthSpawn = (nth: number) => ({ on: 'call', operation: 'spawn', nth });
const once = (event: string, delayMs = 0) => ({ on: 'event', event, nth: 1, delayMs });
const lostAnswer = (operation: string, trigger: object) => ({
  ...{ kind: 'response-lost', parameters: { operation }, trigger, count: 1 },
});

/** What it would get wrong without one of its habits, each of which was seen to. */
const cases: readonly (readonly [string, readonly object[], readonly object[]])[] = [
  [
    'a bid whose answer was lost is not made again while its machine may be out of sight',
    [launch('a', 0, true)],
    [lostAnswer('spawn', nthSpawn(1)), { kind: 'not-found', trigger: nthSpawn(1), durationMs: 5_000 }],
  ],
  [
    'a machine that failed before anybody heard of it is ended before there is another',
    [launch('a', 0, true)],
    [
      lostAnswer('spawn', nthSpawn(1)),
      { kind: 'fails-later', parameters: { afterMs: 0 }, trigger: nthSpawn(1), count: 1 },
    ],
  ],
  [
    'an answer that nobody understands is no refusal',
    [launch('a', 0)],
    [
      { kind: 'delivered-twice', parameters: { operation: 'spawn' }, trigger: nthSpawn(1), count: 1 },
      { kind: 'answer-cut-short', parameters: { operation: 'spawn' }, trigger: nthSpawn(1), count: 1 },
    ],
  ],
  [
    'a machine that is listed is there, although it says itself again and again that it is gone',
    [launch('a', 0)],
    [
      { kind: 'stopped-by-hand', trigger: once('machine-running', 1_000) },
      { kind: 'status-flaps', parameters: { state: 'deleted' }, trigger: once('machine-running', 6_000) },
      lostAnswer('get', once('machine-running', 6_000)),
    ],
  ],
  [
    'a machine that was born later is another one, although it has the id and says nothing',
    [launch('a', 0), launch('b', 16_000)],
    [
      { kind: 'deleted-by-hand', trigger: once('machine-running', 1_000) },
      { kind: 'id-reused', trigger: { on: 'time', atMs: 0 } },
      { kind: 'tags-late', parameters: { lateMs: 600_000 }, trigger: nthSpawn(2), count: 1 },
    ],
  ],
  [
    'a machine whose end was asked for gets no more work, although it is shown to run',
    [launch('a', 0), { do: 'run-job', intent: 'a', atMs: 0, forMs: 1_000 }],
    [
      { kind: 'fails-later', parameters: { afterMs: 0 }, trigger: nthSpawn(1), count: 1 },
      { kind: 'still-shown', trigger: once('machine-gone'), durationMs: 5_000 },
    ],
  ],
  [
    'a machine that failed and cannot be ended for a long time is not called running meanwhile',
    [launch('a', 0)],
    [
      { kind: 'delete-refused', parameters: { retryAfterMs: 45_000 }, trigger: { on: 'time', atMs: 0 } },
      { kind: 'fails-later', parameters: { afterMs: 20_000 }, trigger: nthSpawn(1), count: 1 },
    ],
  ],
  [
    'a name that is taken, by whom nobody can say, is no refusal',
    [launch('a', 0)],
    [
      { kind: 'delivered-twice', parameters: { operation: 'spawn' }, trigger: nthSpawn(1), count: 1 },
      { kind: 'verb-forbidden', parameters: { operation: 'get' }, trigger: nthSpawn(1), count: 1 },
    ],
  ],
  [
    'a machine that was made beside a bought one is ended, although the other went first',
    [launch('a', 0, true), { do: 'terminate', intent: 'a', atMs: 9_000 }],
    [
      { kind: 'count-ignored', trigger: nthSpawn(1), count: 1 },
      {
        ...{ kind: 'credentials-refused', parameters: {}, count: 1 },
        trigger: { on: 'call', operation: 'terminate', nth: 2 },
      },
    ],
  ],
  [
    'a machine that was made beside a bought one is ended, although the other went before anybody looked again',
    [launch('a', 0, true)],
    [
      { kind: 'count-ignored', trigger: nthSpawn(1), count: 1 },
      { kind: 'deleted-by-hand', trigger: once('machine-born') },
    ],
  ],
  [
    'a machine that was made beside another is ended, although the other was replaced first',
    [launch('a', 0)],
    [
      { kind: 'count-ignored', trigger: nthSpawn(1), count: 1 },
      { kind: 'verb-forbidden', parameters: { operation: 'terminate' }, trigger: { on: 'time', atMs: 0 } },
      { kind: 'deleted-by-hand', trigger: once('machine-running', 1_000) },
    ],
  ],
  [
    'a machine that was bought is not called running before it can have said whose it is',
    [launch('a', 0, true), launch('b', 1_000, true)],
    [
      { kind: 'tags-late', parameters: { lateMs: 12_000 }, trigger: nthSpawn(1), count: 1 },
      { kind: 'sold-twice', trigger: nthSpawn(2), count: 1 },
    ],
  ],
];

test.each(cases)('%s', async (_title, operations, disturbances) => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const experiment = {
      version: 1,
      operations,
      disturbances: disturbances.map((each, index) => ({ id: `d${index + 1}`, ...each })),
      phases: { reconcileEveryMs: 2_000 },
    };
    const { violation, acted } = await play(experiment, referenceControlPlane, seed);
    expect({ seed, violation }).toEqual({ seed, violation: undefined });
    expect({ seed, idle: [...acted].filter(([, times]) => times === 0) }).toEqual({ seed, idle: [] });
  }
});
