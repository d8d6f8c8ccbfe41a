import { findKind } from '../../chaos/disturbance-kinds.ts';
import type { HistoryEvent } from '../../chaos/history.ts';
import type { CallOutcome } from '../../chaos/provider-call.ts';
import type { Row } from './row.ts';

/** More of them nobody reads; those at the end tell why it failed. */
const rowsMax = 400;
const firstRows = 120;

/** The rows of a history: a call that is answered at once is one row, and so are reads in which nothing happened. */
export function rowsOf(events: readonly HistoryEvent[]): readonly Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index] as HistoryEvent;
    const next = events[index + 1];
    if (isAnsweredAtOnce(event, next)) {
      add(answeredRow(event, next), rows);
      index += 1;
    } else add(rowOf(event), rows);
  }
  return withoutMiddle(rows);
}

type CallEvent<D> = Extract<HistoryEvent, { lane: 'call' }> & { readonly did: D };

function isAnsweredAtOnce(
  event: HistoryEvent,
  next: HistoryEvent | undefined,
): next is CallEvent<'ends'> & { readonly did: 'ends' } {
  return (
    event.lane === 'call' &&
    event.did === 'begins' &&
    next?.lane === 'call' &&
    next.did === 'ends' &&
    next.call === event.call
  );
}

function answeredRow(begins: HistoryEvent, ends: CallEvent<'ends'>): Row {
  const text = `${callText(begins as CallEvent<'begins'>)} ${outcomeText(ends.outcome)}`;
  return { ...rowOf(ends), text, events: [begins, ends] };
}

/** Reads that only say what was known are told together. */
function add(row: Row, rows: Row[]): void {
  const last = rows.at(-1);
  if (!last || !isQuiet(row) || !isQuiet(last)) {
    rows.push(row);
    return;
  }
  const events = [...last.events, ...row.events];
  rows[rows.length - 1] = { ...last, events, text: `${events.length / 2} reads until ${secondsText(row.atMs)}` };
}

function isQuiet({ lane, tone, disturbedBy, events }: Row): boolean {
  const isRead = events.every((event) => event.lane === 'call' && ['list', 'get', 'other'].includes(event.operation));
  return lane === 'call' && tone === 'good' && disturbedBy.length === 0 && events.length > 1 && isRead;
}

function withoutMiddle(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= rowsMax) return rows;
  const lastRows = rowsMax - firstRows;
  const left = rows.slice(firstRows, -lastRows);
  const text = `${left.length} rows are left out here`;
  const events = left.flatMap((row) => row.events);
  const fold: Row = { atMs: left[0]?.atMs ?? 0, lane: 'whole', text, tone: 'quiet', disturbedBy: [], events };
  return [...rows.slice(0, firstRows), fold, ...rows.slice(-lastRows)];
}

function rowOf(event: HistoryEvent): Row {
  return { atMs: event.atMs, disturbedBy: [], events: [event], ...told(event) };
}

function told(event: HistoryEvent): Pick<Row, 'lane' | 'text' | 'tone'> & Partial<Row> {
  switch (event.lane) {
    case 'client':
      return toldOfClient(event);
    case 'control-plane':
      return toldOfControlPlane(event);
    case 'call':
      if (event.did === 'begins') return { lane: 'call', text: callText(event), tone: 'plain' };
      return {
        ...{ lane: 'call', text: `#${event.call} ${event.operation} ${outcomeText(event.outcome)}` },
        tone: event.outcome.did === 'failed' ? 'bad' : 'good',
        disturbedBy: event.disturbedBy,
      };
    case 'truth':
      return { lane: 'truth', text: `${event.machine} ${truthText[event.did] ?? event.did}`, tone: 'plain' };
    case 'disturbance': {
      const { disturbance, kind, did } = event;
      const about = `${disturbance} ${kind} ${findKind(kind)?.number ?? ''}`.trim();
      if (did === 'begins') return { lane: 'disturbance', text: about, tone: 'plain' };
      if (did === 'ends') return { lane: 'disturbance', text: `${disturbance} ends`, tone: 'quiet' };
      const on = 'machine' in event && event.machine !== undefined ? ` on ${event.machine}` : '';
      return { lane: 'disturbance', text: `${disturbance} acts${on}`, tone: 'bad', disturbedBy: [disturbance] };
    }
    case 'run':
      return { lane: 'whole', text: runText[event.did] ?? event.did, tone: 'quiet' };
    case 'oracle':
      return { lane: 'whole', text: `${event.oracle} is violated: ${event.message}`, tone: 'bad' };
  }
}

type EventOf<L extends HistoryEvent['lane']> = Extract<HistoryEvent, { lane: L }>;

function toldOfClient(event: EventOf<'client'>): ReturnType<typeof told> {
  const { did, intent } = event;
  if (did === 'has-a-job') return { lane: 'client', text: `a job for ${intent}`, tone: 'plain', arrow: 'there' };
  if (did === 'begins-a-job') return { lane: 'client', text: `job on ${event.machine}`, tone: 'good', arrow: 'back' };
  const what = `${event.operation} ${intent}`;
  if (did === 'asks') return { lane: 'client', text: what, tone: 'plain', arrow: 'there' };
  if (did === 'is-refused') return { lane: 'client', text: `✗ ${what}`, tone: 'bad', arrow: 'back' };
  return { lane: 'client', text: `✓ ${what}`, tone: 'good', arrow: 'back' };
}

function toldOfControlPlane(event: EventOf<'control-plane'>): ReturnType<typeof told> {
  const lane = 'control-plane';
  if (event.did === 'says') {
    const machine = event.machine === undefined ? '' : ` on ${event.machine}`;
    const reason = event.reason === undefined ? '' : `: ${event.reason}`;
    return { lane, text: `${event.intent}: ${event.phase}${machine}${reason}`, tone: 'plain' };
  }
  if (event.did === 'throws') return { lane, text: `${event.during} threw: ${event.message}`, tone: 'bad' };
  if (event.did === 'dies') return { lane, text: 'dies', tone: 'bad' };
  return { lane, text: event.life > 1 ? 'starts again' : 'starts', tone: 'plain' };
}

function callText({ call, operation, intent, machine }: CallEvent<'begins'>): string {
  return [`#${call}`, operation, intent ?? machine].filter((part) => part !== undefined).join(' ');
}

function outcomeText(outcome: CallOutcome): string {
  if (outcome.did === 'failed') return `✗ ${outcome.code}${outcome.ambiguous ? ', unclear' : ''}`;
  if (outcome.instanceId !== undefined) return `→ ${outcome.instanceId}`;
  return outcome.found === undefined ? '✓' : `→ ${outcome.found} found`;
}

const truthText: Readonly<Record<string, string>> = {
  born: 'is made',
  running: 'runs',
  stopped: 'stops',
  ending: 'is ending',
  gone: 'is gone',
};

const runText: Readonly<Record<string, string>> = {
  heals: 'everything is healed',
  'asks-to-converge': 'from now on everything must become as it was asked for',
  converged: 'everything is as it was asked for',
  'gives-up': 'time is up',
};

/** To the millisecond: an order that cannot be seen in the figures is no order. */
export function secondsText(ms: number): string {
  return `${Number((ms / 1_000).toFixed(3))} s`;
}
