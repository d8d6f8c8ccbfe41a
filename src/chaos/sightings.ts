import type { InstanceStatus } from '../provider/instance.ts';
import type { Misdeed } from '../testbed/misconduct.ts';
import type { Exchange } from '../testbed/wire/exchanges.ts';
import type { ProviderCall } from './provider-call.ts';
import type { Machine, Truth } from './truth.ts';

/** What one answer told the control plane of one machine. */
export interface Sighting {
  readonly call: ProviderCall;
  /** `named` where the answer gave its id alone. */
  readonly status: InstanceStatus | 'named' | 'absent';
  /** Whether the answer was to show it: not where a list was narrowed to others, or has lost a part on its way. */
  readonly isWhole: boolean;
}

/** All that the control plane was told of each machine: what it could know, at every moment. */
export interface Sightings {
  /** Takes in the answer to a call. */
  note(call: ProviderCall): void;
  /** What it has heard of a machine, oldest first. */
  of(id: string): readonly Sighting[];
  /** The last thing that it has heard of it. */
  lastOf(id: string): Sighting | undefined;
  /** The newest, also where its caller has not heard it yet. */
  newestOf(id: string): Sighting | undefined;
  /** As what a machine was shown last, by that time and to that process. */
  statusOf(
    machine: Pick<Machine, 'id' | 'bornMs'>,
    asOf: { readonly life: number; readonly atMs: number },
  ): Sighting['status'] | undefined;
  /** The looks that did not show a machine since it was last shown; none where it was shown to be on its way out. */
  missesOf(id: string): readonly Sighting[];
}

export function createSightings(truth: () => Pick<Truth, 'machines' | 'find'>): Sightings {
  const byMachine = new Map<string, Sighting[]>();
  const births = new Map<string, string>();

  const add = (id: string, sighting: Sighting): void => {
    const known = byMachine.get(id);
    if (known) known.push(sighting);
    else byMachine.set(id, [sighting]);
  };
  const noteList = (call: ProviderCall): void => {
    const shown = new Set(call.told.map(({ id }) => id));
    const isWhole = !hasLostPart(call);
    for (const { id } of truth().machines) {
      if (!shown.has(id)) add(id, { call, status: 'absent', isWhole: isWhole && covers(call, id, births.get(id)) });
    }
  };
  // An id that is given again is another machine's: what was told before its birth was not told of it.
  const isOfIt = (id: string) => {
    const bornMs = truth().find(id)?.bornMs ?? 0;
    return ({ call }: Sighting) => call.isHeard && (call.endedMs ?? 0) >= bornMs;
  };
  const of = (id: string) => (byMachine.get(id) ?? []).filter(isOfIt(id));

  return {
    note: (call) => {
      if (call.outcome?.did !== 'answered') return;
      for (const { id, status = 'named' } of call.told) {
        add(id, { call, status, isWhole: true });
        if (call.operation === 'spawn' && call.region !== undefined) births.set(id, call.region);
      }
      if (call.operation === 'list') noteList(call);
      if (call.operation === 'get' && call.target !== undefined && call.told.length === 0)
        add(call.target, { call, status: 'absent', isWhole: true });
    },
    of,
    lastOf: (id) => byMachine.get(id)?.findLast(isOfIt(id)),
    newestOf: (id) => byMachine.get(id)?.at(-1),
    // What was shown under the same id before it was born was another.
    statusOf: ({ id, bornMs }, { life, atMs }) =>
      of(id).findLast(
        ({ call }) => isLook(call) && call.life === life && call.beganMs >= bornMs && (call.endedMs ?? 0) <= atMs,
      )?.status,
    missesOf: (id) => {
      const heard = of(id);
      const last = heard.findLastIndex(({ status }) => status !== 'absent');
      return isOnItsWayOut(heard[last]?.status) ? [] : heard.slice(last + 1);
    },
  };
}

function isLook({ operation }: ProviderCall): boolean {
  return operation === 'list' || operation === 'get';
}

/** Whether a list that was narrowed would have shown the machine. By its tags it is found by whoever has set them. */
function covers({ filter }: ProviderCall, id: string, region: string | undefined): boolean {
  if (filter === undefined) return true;
  if (filter.ids !== undefined && !filter.ids.includes(id)) return false;
  if (filter.statuses !== undefined) return false;
  return filter.region === undefined || filter.region === region;
}

const losing: ReadonlySet<string> = new Set(['dropped-page', 'partial-batch', 'repeated-page-token']);

const whole: ReadonlySet<Exchange['answer']> = new Set(['success', 'unclear']);

/** Whether a part of the list was withheld, or could not be had, and it was answered all the same. */
function hasLostPart({ exchanges }: ProviderCall): boolean {
  return exchanges.some(
    ({ faults, misdeeds, answer }) =>
      !whole.has(answer) || faults.some(({ kind }) => losing.has(kind)) || misdeeds.some(losesPart),
  );
}

export function isOnItsWayOut(status: Sighting['status'] | undefined): boolean {
  return status === 'terminating' || status === 'terminated' || status === 'error';
}

function losesPart(misdeed: Misdeed): boolean {
  return misdeed.kind === 'muddles-pages' && (misdeed.flaw === 'dropped-page' || misdeed.flaw === 'item-moves');
}
