import { expect, test } from 'vitest';
import type { Disturbance } from '../../src/chaos/disturbance.ts';
import type { HistoryEvent } from '../../src/chaos/history.ts';
import { oracleIds } from '../../src/chaos/oracles/oracle-set.ts';
import { tellStory } from '../../src/chaos/story.ts';
import { defineControlPlane } from '../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { disturbedControlPlanes } from './broken/disturbed-control-planes.ts';
import { play } from './host.ts';

const seeds = Array.from({ length: 10 }, (_, index) => index);
const all = disturbedControlPlanes.map((entry) => [entry.name, entry] as const);

test.each(all)('one that %s fails with its oracle and no other, and the reference does not', async (_name, entry) => {
  for (const seed of seeds) {
    const { violation } = await play({ ...entry.experiment, oracles: [...oracleIds] }, entry, seed);
    expect({ seed, oracle: violation?.oracle }).toEqual({ seed, oracle: entry.oracle });
    const sound = await play(entry.experiment, referenceControlPlane, seed);
    expect({ seed, violation: sound.violation }).toEqual({ seed, violation: undefined });
    expect([...sound.acted].filter(([, times]) => times === 0)).toEqual([]);
  }
});

const launch = { do: 'launch', intent: 'a', atMs: 0 };
const whenItRuns = { on: 'event', event: 'machine-running', nth: 1, delayMs: 10_000 } as const;

/** A run with one machine and one disturbance, which the reference control plane survives. */
async function disturbed(disturbance: Partial<Disturbance> & Pick<Disturbance, 'kind' | 'trigger'>, more: object = {}) {
  const experiment = { version: 1, operations: [launch], disturbances: [{ id: 'd1', ...disturbance }], ...more };
  const result = await play(experiment, referenceControlPlane, 3);
  expect(result.violation).toBeUndefined();
  return { ...result, acted: result.acted.get('d1'), events: result.history.events };
}

function callsBetween(events: readonly HistoryEvent[], fromMs: number, toMs: number): readonly HistoryEvent[] {
  return events.filter(({ lane, did, atMs }) => lane === 'call' && did === 'begins' && atMs > fromMs && atMs < toMs);
}

test('a partition that loses answers lets the spawn take effect, and its caller gives up without one', async () => {
  const { acted, events } = await disturbed({
    ...{ kind: 'partitioned', parameters: { which: 'answers' } },
    ...{ trigger: { on: 'call', operation: 'spawn', nth: 1 }, durationMs: 40_000 },
  });
  const born = events.find(({ did }) => did === 'born');
  const spawn = events.find((event) => event.lane === 'call' && event.did === 'ends' && event.operation === 'spawn');
  expect(acted).toBeGreaterThan(0);
  expect(born?.atMs).toBeLessThan(10_000);
  // The provider gives up after 30 s, and looks for the machine by itself.
  expect(spawn?.atMs).toBeGreaterThan(30_000);
});

test('a partition that loses requests keeps the spawn from taking effect', async () => {
  const { events } = await disturbed({
    ...{ kind: 'partitioned', parameters: { which: 'requests' } },
    ...{ trigger: { on: 'call', operation: 'spawn', nth: 1 }, durationMs: 40_000 },
  });
  expect(events.find(({ did }) => did === 'born')?.atMs).toBeGreaterThan(40_000);
});

test.each(['paused', 'host-asleep'])('a control plane that is %s calls nobody meanwhile', async (kind) => {
  const parameters: Disturbance['parameters'] = kind === 'paused' ? {} : { ms: 30_000 };
  const trigger = { on: 'time', atMs: 20_000 } as const;
  const { acted, events } = await disturbed({ kind, parameters, trigger, durationMs: 30_000 });
  expect(acted).toBe(1);
  expect(callsBetween(events, 20_000, 50_000)).toEqual([]);
  expect(callsBetween(events, 50_000, 60_000).length).toBeGreaterThan(0);
});

/** What a control plane reads of its clocks, each second of the run. */
async function clocksDuring(disturbance: Partial<Disturbance> & Pick<Disturbance, 'kind' | 'trigger'>) {
  const read: { readonly wallMs: number; readonly monotonicMs: number }[] = [];
  const watch = defineControlPlane({
    name: 'watch',
    create: async (host) => {
      const sound = await referenceControlPlane.create(host);
      const beganMs = host.clock.now();
      return {
        ...sound,
        reconcile: async () => {
          read.push({ wallMs: host.clock.now() - beganMs, monotonicMs: host.clock.monotonic() });
          return sound.reconcile();
        },
      };
    },
  });
  const phases = { disturbMs: 60_000, reconcileEveryMs: 1_000, convergeMs: 30_000 };
  await play({ version: 1, operations: [launch], disturbances: [{ id: 'd1', ...disturbance }], phases }, watch, 1);
  return read;
}

test.each(['jump', 'strobe', 'drift'])('a wall clock that goes wrong by %s does so alone, and is set', async (how) => {
  const parameters = { how, ms: -600_000, everyMs: 5_000 };
  const read = await clocksDuring({ kind: 'clock-shifted', parameters, trigger: { on: 'time', atMs: 10_000 } });
  const off = read.map(({ wallMs, monotonicMs }) => wallMs - monotonicMs);
  expect(off[0]).toBe(0);
  expect(off.at(-1)).toBe(0);
  expect(Math.min(...off)).toBeLessThan(-400_000);
  const isSteady = read.every(({ monotonicMs }, index) => monotonicMs >= (read[index - 1]?.monotonicMs ?? 0));
  expect(isSteady).toBe(true);
});

test('after a sleep the wall clock is behind, and the monotonic one has not counted it', async () => {
  const trigger = { on: 'time', atMs: 10_000 } as const;
  const read = await clocksDuring({ kind: 'host-asleep', parameters: { ms: 20_000 }, trigger });
  const [before, after] = [read.filter(({ monotonicMs }) => monotonicMs <= 10_000), read.at(-1)];
  expect(before.length).toBeGreaterThan(5);
  // Set again in the end, when monotonic time still lacks the sleep.
  expect((after?.wallMs ?? 0) - (after?.monotonicMs ?? 0)).toBe(20_000);
  expect(read.some(({ wallMs, monotonicMs }) => wallMs === monotonicMs && monotonicMs > 12_000)).toBe(true);
});

test('answers are held back, and rounds are asked for more often than the pace says', async () => {
  const trigger = { on: 'time', atMs: 0 } as const;
  const shuffled = await disturbed({ kind: 'answers-shuffled', parameters: { withinMs: 4_000 }, trigger });
  expect(shuffled.acted).toBeGreaterThan(3);
  const overlapping = { kind: 'rounds-overlap', parameters: { everyMs: 500 }, trigger, durationMs: 30_000 };
  const { acted, events } = await disturbed(overlapping);
  expect(acted).toBeGreaterThan(50);
  expect(callsBetween(events, 10_000, 30_000).length).toBeGreaterThan(20);
});

test.each(['rebooted', 'restarted-by-hand', 'moved-by-provider'])(
  'a machine that was %s does not run for a while, and is then the same one',
  async (kind) => {
    const { acted, events } = await disturbed({ kind, parameters: { downMs: 3_000 }, trigger: whenItRuns });
    const told = events.flatMap((event) => (event.lane === 'truth' ? [event.did] : []));
    expect(acted).toBe(1);
    expect(told).toEqual(['born', 'running', 'stopped', 'running']);
  },
);

test('a machine that stopped is started by somebody, where the control plane would not have done it yet', async () => {
  const disturbances = [
    { id: 'd1', kind: 'machine-killed', trigger: whenItRuns },
    { id: 'd2', kind: 'started-by-hand', trigger: { ...whenItRuns, delayMs: 11_000 } },
  ];
  const phases = { reconcileEveryMs: 30_000 };
  const { acted, history } = await play(
    { version: 1, operations: [launch], disturbances, phases },
    referenceControlPlane,
    3,
  );
  expect([...acted.values()]).toEqual([1, 1]);
  const began = history.events.find((event) => event.did === 'acts' && event.disturbance === 'd2');
  expect(began).toMatchObject({ lane: 'disturbance', kind: 'started-by-hand' });
});

test.each([
  ['credential', 'AUTH_ERROR'],
  ['quota', 'QUOTA_EXCEEDED'],
  ['region', 'INVALID_SPEC'],
])('without its %s an account is refused with %s', async (what, code) => {
  const trigger = { on: 'time', atMs: 0 } as const;
  const { acted, events } = await disturbed({
    kind: 'access-removed',
    parameters: { what },
    trigger,
    durationMs: 20_000,
  });
  expect(acted).toBeGreaterThan(0);
  expect(events).toContainEqual(expect.objectContaining({ outcome: expect.objectContaining({ code }) }));
});

test('the story tells of what was done to the process', async () => {
  const { history } = await disturbed({ kind: 'paused', trigger: { on: 'time', atMs: 5_000 }, durationMs: 8_000 });
  const experiment = { version: 1, operations: [], disturbances: [] } as never;
  expect(tellStory(experiment, history)).toContain('At 5 s the control plane stopped running and did not know (F31).');
});

test('a machine that never comes up is ended, and another comes in its place', async () => {
  const stuck = { kind: 'boot-stuck', trigger: { on: 'time', atMs: 0 }, heal: 'never' } as const;
  const { acted, events } = await disturbed(stuck);
  expect(acted).toBe(1);
  expect(events.filter(({ did }) => did === 'born').length).toBe(2);
  expect(events.at(-1)).toMatchObject({ did: 'converged' });
});

test.each(['renamed', 'resized', 'look-alike', 'cpu-constrained', 'disk-full'])(
  'a machine that is %s goes on, and the control plane has nothing to do',
  async (kind) => {
    const needed: Readonly<Record<string, Disturbance['parameters']>> = {
      'look-alike': { tags: 50 },
      'cpu-constrained': { cpus: 0.1 },
    };
    const { acted, events } = await disturbed({ kind, parameters: needed[kind] ?? {}, trigger: whenItRuns });
    expect(acted).toBe(1);
    expect(events.filter(({ did }) => did === 'born').length).toBe(1);
  },
);

test('a machine without enough memory goes down, and is started again', async () => {
  const parameters = { memoryMiB: 8 };
  const { acted, events } = await disturbed({ kind: 'memory-constrained', parameters, trigger: whenItRuns });
  const told = events.flatMap((event) => (event.lane === 'truth' ? [event.did] : []));
  expect({ acted, told }).toEqual({ acted: 1, told: ['born', 'running', 'stopped', 'running'] });
});

test('as long as a look-alike lives nobody touches what it looks like, and no record of it is lost', async () => {
  const later = { ...whenItRuns, delayMs: 20_000 };
  const disturbances = [
    { id: 'd1', kind: 'look-alike', parameters: { tags: 1 }, trigger: whenItRuns },
    { id: 'd2', kind: 'deleted-by-hand', trigger: later },
    { id: 'd3', kind: 'record-lost', trigger: later },
    { id: 'd4', kind: 'store-set-back', parameters: { ageMs: 60_000, downMs: 0 }, trigger: later },
  ];
  const { acted, violation } = await play({ version: 1, operations: [launch], disturbances }, referenceControlPlane, 3);
  expect({ violation, acted: [...acted.values()] }).toEqual({ violation: undefined, acted: [1, 0, 0, 0] });
});

test('an upgrade waits for the round under way, and nothing is lost by it', async () => {
  const upgraded = { kind: 'upgraded', parameters: { downMs: 2_000 } };
  const { acted, events } = await disturbed({ ...upgraded, trigger: { on: 'call', operation: 'spawn', nth: 1 } });
  const told = events.filter(({ did }) => did === 'dies' || did === 'born').map(({ did }) => did);
  expect({ acted, told }).toEqual({ acted: 1, told: ['born', 'dies'] });
  const spawns = events.filter((event) => event.lane === 'call' && event.operation === 'spawn');
  expect(spawns.map(({ did }) => did)).toEqual(['begins', 'ends']);
});

test('a machine on which nothing answers is not taken for idle, and ends in time when it does again', async () => {
  const idle = { operations: [{ ...launch, idleAfterMs: 1_000 }] };
  const { acted, events } = await disturbed({ kind: 'agent-dead', trigger: { ...whenItRuns, delayMs: 0 } }, idle);
  const ending = events.find((event) => event.did === 'says' && event.phase === 'ending');
  expect(acted).toBe(1);
  expect(ending?.atMs).toBeGreaterThan(90_000);
});
