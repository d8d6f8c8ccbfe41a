import { expect, test } from 'vitest';
import type { Disturbance } from '../../src/chaos/disturbance.ts';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { generateExperiment } from '../../src/chaos/generate-experiment.ts';
import type { HistoryEvent } from '../../src/chaos/history.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { play } from './host.ts';

const drawable = { kinds: disturbanceKinds, windowMs: 5_000 };

test('whatever is drawn is an experiment that could stand in a file', () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const experiment = generateExperiment(seed, drawable);
    expect(experimentSchema.parse(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  }
});

test('the same seed draws the same experiment, and one disturbance more does not shift the workload', () => {
  expect(generateExperiment(7, drawable)).toEqual(generateExperiment(7, drawable));
  const fewer = generateExperiment(7, { ...drawable, kinds: disturbanceKinds.slice(0, 1) });
  expect(fewer.operations).toEqual(generateExperiment(7, drawable).operations);
});

/** Begins of a disturbance and what became of it, in a run with one machine. */
async function timesOf(disturbance: Partial<Disturbance> & Pick<Disturbance, 'kind' | 'trigger'>) {
  const experiment = {
    version: 1,
    operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
    disturbances: [{ id: 'd1', ...disturbance }],
  };
  const { history, acted, violation } = await play(experiment, referenceControlPlane, 3);
  const events = history.events.filter((event) => event.lane === 'disturbance');
  expect(violation).toBeUndefined();
  return { began: timeOf(events, 'begins'), ended: timeOf(events, 'ends'), acted: acted.get('d1') ?? 0, history };
}

function timeOf(events: readonly HistoryEvent[], did: HistoryEvent['did']): number | undefined {
  return events.find((event) => event.did === did)?.atMs;
}

const down = { kind: 'down', parameters: {} } as const;

test('a trigger of time begins then, and lasts as long as it says', async () => {
  expect(await timesOf({ ...down, trigger: { on: 'time', atMs: 7_000 }, durationMs: 6_000 })).toMatchObject({
    began: 7_000,
    ended: 13_000,
  });
});

test('a time to live ends what would last longer', async () => {
  const trigger = { on: 'time', atMs: 7_000 } as const;
  expect(await timesOf({ ...down, trigger, durationMs: 60_000, ttlMs: 2_000 })).toMatchObject({ ended: 9_000 });
});

test('without an end of its own it lasts until everything is healed', async () => {
  expect(await timesOf({ ...down, trigger: { on: 'time', atMs: 7_000 } })).toMatchObject({ ended: 90_000 });
});

test('a trigger of the nth call begins with that call, and meets it', async () => {
  const { history, acted, began } = await timesOf({
    ...down,
    trigger: { on: 'call', operation: 'list', nth: 2 },
    count: 1,
  });
  const lists = history.events.filter(
    (event) => event.lane === 'call' && event.operation === 'list' && event.did === 'begins',
  );
  expect({ acted, began }).toEqual({ acted: 1, began: lists[1]?.atMs });
  expect(history.events).toContainEqual(
    expect.objectContaining({ operation: 'list', did: 'ends', disturbedBy: ['d1'] }),
  );
});

test('a trigger of an event begins so long after it', async () => {
  const trigger = { on: 'event', event: 'machine-born', nth: 1, delayMs: 2_500 } as const;
  const { history, began } = await timesOf({ ...down, trigger, durationMs: 1_000 });
  expect(began).toBe((timeOf(history.events, 'born') ?? 0) + 2_500);
});

test('a trigger of a state begins as soon as it is so', async () => {
  const { history, began } = await timesOf({
    ...down,
    trigger: { on: 'state', machinesAtLeast: 1 },
    durationMs: 1_000,
  });
  expect(began).toBeGreaterThanOrEqual(timeOf(history.events, 'born') ?? Number.NaN);
  expect(began).toBeLessThanOrEqual((timeOf(history.events, 'born') ?? 0) + 1_000);
});

test('a probability is that of each call', async () => {
  const trigger = { on: 'time', atMs: 0 } as const;
  const parameters = { operation: 'list' };
  const { acted, history } = await timesOf({
    kind: 'latency',
    parameters: { ...parameters, ms: 10 },
    trigger,
    probability: 0.5,
  });
  const lists = history.events.filter(({ lane, did, atMs }) => lane === 'call' && did === 'begins' && atMs < 90_000);
  expect(acted).toBeGreaterThan(2);
  expect(acted).toBeLessThan(lists.length - 2);
});

test('what happens to machines is not told of the call that comes next', async () => {
  const trigger = { on: 'event', event: 'machine-running', nth: 1, delayMs: 1_000 } as const;
  const { history, acted } = await timesOf({ kind: 'machine-killed', trigger });
  expect(acted).toBe(1);
  expect(history.events.filter((event) => 'disturbedBy' in event && event.disturbedBy.length > 0)).toEqual([]);
});

test.each(['before', 'after', 'after-persist'])(
  'a crash at the point %s comes where it says, and the machine is one',
  async (point) => {
    const trigger = { on: 'call', operation: 'spawn', nth: 1 } as const;
    const { history, acted } = await timesOf({ kind: 'crash', parameters: { point, downMs: 1_000 }, trigger });
    const told = history.events.filter(({ did }) => did === 'dies' || did === 'born').map(({ did }) => did);
    expect(acted).toBe(1);
    expect(told).toEqual(point === 'before' ? ['dies', 'born'] : ['born', 'dies']);
  },
);
