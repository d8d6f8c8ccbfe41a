import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../../src/chaos/history.ts';
import { referenceControlPlane } from '../../../src/controlplane/reference/reference.ts';
import { play } from '../host.ts';

type Call = Extract<HistoryEvent, { lane: 'call'; did: 'ends' }>;

interface Case {
  readonly kind: string;
  readonly parameters?: object;
  readonly trigger?: object;
  readonly count?: number;
  readonly durationMs?: number;
  readonly operations?: readonly object[];
  /** What somebody could see of it in the history. */
  readonly shows: (events: readonly HistoryEvent[]) => boolean;
}

const launch = (intent: string, atMs = 0, spot = false) => ({ do: 'launch', intent, atMs, ...(spot && { spot }) });
const terminate = (intent: string, atMs: number) => ({ do: 'terminate', intent, atMs });
const fromBeginning = { on: 'time', atMs: 0 };
const onceItRuns = { on: 'event', event: 'machine-running', nth: 1, delayMs: 1_000 };
const onceItIsBorn = { on: 'event', event: 'machine-born', nth: 1 };

const isCall = (event: HistoryEvent): event is Call => event.lane === 'call' && event.did === 'ends';
const failed = (operation: string, code: string) => (events: readonly HistoryEvent[]) =>
  events.some(
    (event) =>
      isCall(event) && event.operation === operation && event.outcome.did === 'failed' && event.outcome.code === code,
  );
const says = (phase: string) => (events: readonly HistoryEvent[]) =>
  events.some((event) => event.lane === 'control-plane' && event.did === 'says' && event.phase === phase);
const born = (count: number) => (events: readonly HistoryEvent[]) =>
  events.filter(({ lane, did }) => lane === 'truth' && did === 'born').length === count;
/** The end was asked for again, since nothing had come of it. */
const endedTwice = (events: readonly HistoryEvent[]) =>
  events.filter((event) => isCall(event) && event.operation === 'terminate').length > 1;
const toldOf = (events: readonly HistoryEvent[]) =>
  events.some((event) => isCall(event) && event.disturbedBy.length > 0);

const cases: readonly Case[] = [
  { kind: 'odd-refusal', parameters: { shape: 'capacity-as-400' }, shows: failed('spawn', 'CAPACITY_ERROR') },
  { kind: 'odd-refusal', parameters: { shape: 'catalogue-as-404' }, shows: failed('spawn', 'CAPACITY_ERROR') },
  { kind: 'odd-refusal', parameters: { shape: 'suffixed-code' }, shows: failed('spawn', 'CAPACITY_ERROR') },
  { kind: 'odd-refusal', parameters: { shape: 'prose' }, shows: failed('spawn', 'UNCLASSIFIED') },
  { kind: 'token-anomaly', parameters: { flaw: 'mistaken' }, shows: failed('spawn', 'INVALID_SPEC') },
  { kind: 'muddled-pages', parameters: { flaw: 'dropped-page' }, trigger: onceItIsBorn, shows: toldOf },
  { kind: 'muddled-pages', parameters: { flaw: 'item-moves' }, trigger: onceItIsBorn, shows: toldOf },
  { kind: 'muddled-pages', parameters: { flaw: 'limit-ignored' }, trigger: onceItIsBorn, shows: toldOf },
  {
    kind: 'muddled-pages',
    parameters: { flaw: 'repeated-token' },
    trigger: onceItIsBorn,
    durationMs: 20_000,
    shows: failed('list', 'PROVIDER_UNAVAILABLE'),
  },
  { kind: 'not-found', trigger: onceItRuns, durationMs: 5_000, shows: toldOf },
  {
    kind: 'still-shown',
    trigger: { on: 'event', event: 'machine-gone', nth: 1 },
    durationMs: 20_000,
    operations: [launch('a'), terminate('a', 20_000)],
    shows: (events) => toldOf(events) && endedTwice(events) && says('ended')(events),
  },
  { kind: 'status-flaps', parameters: { state: 'deleted' }, trigger: onceItRuns, shows: born(1) },
  { kind: 'status-flaps', parameters: { state: 'failed' }, trigger: onceItRuns, shows: born(1) },
  {
    kind: 'status-flaps',
    parameters: { state: 'stopped' },
    trigger: onceItRuns,
    shows: (events) => born(1)(events) && !says('stopped')(events),
  },
  {
    kind: 'stuck-transition',
    parameters: { state: 'starting' },
    shows: (events) => events.every(({ did, atMs }) => did !== 'running' || atMs >= 90_000),
  },
  {
    kind: 'stuck-transition',
    parameters: { state: 'deleting' },
    operations: [launch('a'), terminate('a', 20_000)],
    shows: (events) => events.every(({ did, atMs }) => did !== 'gone' || atMs >= 90_000) && says('ended')(events),
  },
  { kind: 'fails-later', parameters: { afterMs: 12_000 }, count: 1, shows: born(2) },
  { kind: 'fails-later', parameters: { afterMs: 0 }, count: 1, operations: [launch('a', 0, true)], shows: born(2) },
  {
    kind: 'delete-ignored',
    count: 2,
    operations: [launch('a'), terminate('a', 20_000)],
    shows: (events) => endedTwice(events) && says('ended')(events),
  },
  {
    kind: 'delete-refused',
    parameters: { retryAfterMs: 60_000 },
    count: 1,
    operations: [launch('a'), terminate('a', 20_000)],
    shows: (events) => failed('terminate', 'PROVIDER_UNAVAILABLE')(events) && says('ended')(events),
  },
  { kind: 'count-ignored', count: 1, shows: born(2) },
  { kind: 'count-ignored', count: 1, operations: [launch('a', 0, true)], shows: born(2) },
  { kind: 'names-collide', operations: [launch('web-1'), launch('web-2')], shows: born(2) },
  {
    kind: 'id-reused',
    operations: [launch('a'), terminate('a', 15_000), launch('b', 30_000)],
    shows: born(2),
  },
  {
    kind: 'sold-twice',
    trigger: onceItRuns,
    durationMs: 20_000,
    operations: [launch('a', 0, true), launch('b', 15_000, true)],
    shows: (events) => says('running')(events) && born(2)(events),
  },
  {
    kind: 'price-shift',
    parameters: { byUsd: 5 },
    durationMs: 20_000,
    operations: [launch('a', 0, true)],
    shows: (events) => events.some((event) => isCall(event) && event.operation === 'other') && says('running')(events),
  },
  { kind: 'tags-late', parameters: { lateMs: 5_000 }, operations: [launch('a', 0, true)], shows: born(1) },
  {
    kind: 'tag-write-lost',
    trigger: onceItRuns,
    operations: [launch('a'), terminate('a', 40_000)],
    shows: (events) => says('ended')(events),
  },
  {
    kind: 'verb-forbidden',
    parameters: { operation: 'list' },
    durationMs: 20_000,
    shows: failed('list', 'AUTH_ERROR'),
  },
  {
    kind: 'verb-forbidden',
    parameters: { operation: 'terminate' },
    durationMs: 40_000,
    operations: [launch('a'), terminate('a', 20_000)],
    shows: (events) => failed('terminate', 'AUTH_ERROR')(events) && says('ended')(events),
  },
];

test.each(cases.map((each) => [`${each.kind} ${JSON.stringify(each.parameters ?? {})}`, each] as const))(
  '%s acts, shows, and the reference control plane survives it',
  async (_name, {
    kind,
    parameters,
    count,
    durationMs,
    shows,
    trigger = fromBeginning,
    operations = [launch('a')],
  }) => {
    const extent = { ...(count !== undefined && { count }), ...(durationMs !== undefined && { durationMs }) };
    const disturbance = { id: 'd1', kind, trigger, ...(parameters && { parameters }), ...extent };
    for (const seed of [1, 2, 3]) {
      const experiment = { version: 1, operations, disturbances: [disturbance] };
      const { violation, acted, history } = await play(experiment, referenceControlPlane, seed);
      expect({ seed, violation }).toEqual({ seed, violation: undefined });
      expect({ seed, acted: (acted.get('d1') ?? 0) > 0, shows: shows(history.events) }).toEqual({
        ...{ seed, acted: true, shows: true },
      });
    }
  },
);
