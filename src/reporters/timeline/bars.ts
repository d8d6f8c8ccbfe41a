import type { HistoryEvent } from '../../chaos/history.ts';
import type { Row } from './row.ts';

/** Something that lasts: from one row to another. */
export interface Bar {
  readonly id: string;
  /** What it is meanwhile: the state of a machine, the kind of a disturbance. */
  readonly state: string;
  readonly from: number;
  to: number;
  /** Whether it really ended there, and not only the picture. */
  isEnded: boolean;
}

export interface Bars {
  readonly lives: readonly Bar[];
  readonly calls: readonly Bar[];
  /** A bar for each state of each machine. */
  readonly machines: readonly Bar[];
  readonly disturbances: readonly Bar[];
}

/** What lasts, in rows. What has no end lasts until the last row. */
export function barsOf(rows: readonly Row[]): Bars {
  const tracks = { lives: createTrack(), calls: createTrack(), machines: createTrack(), disturbances: createTrack() };
  for (const [index, row] of rows.entries()) for (const event of drawnEvents(row)) follow(event, index, tracks);
  const last = rows.length - 1;
  return {
    lives: tracks.lives.close(last),
    calls: tracks.calls.close(last),
    machines: tracks.machines.close(last),
    disturbances: tracks.disturbances.close(last),
  };
}

/** Of reads that are told together, one stands for all. */
function drawnEvents({ lane, events }: Row): readonly HistoryEvent[] {
  return lane === 'call' ? events.slice(0, 2) : events;
}

interface Track {
  begin(id: string, state: string, row: number): void;
  end(id: string, row: number): void;
  close(row: number): readonly Bar[];
}

function createTrack(): Track {
  const bars: Bar[] = [];
  const open = new Map<string, Bar>();
  const end = (id: string, row: number) => {
    const bar = open.get(id);
    if (bar) Object.assign(bar, { to: row, isEnded: true });
    open.delete(id);
  };
  return {
    begin: (id, state, row) => {
      end(id, row);
      const bar: Bar = { id, state, from: row, to: row, isEnded: false };
      bars.push(bar);
      open.set(id, bar);
    },
    end,
    close: (row) => {
      for (const bar of open.values()) bar.to = row;
      return bars;
    },
  };
}

function follow(event: HistoryEvent, row: number, tracks: Readonly<Record<keyof Bars, Track>>): void {
  switch (event.lane) {
    case 'control-plane':
      if (event.did === 'starts') tracks.lives.begin('process', 'up', row);
      if (event.did === 'dies') tracks.lives.end('process', row);
      break;
    case 'call':
      if (event.did === 'begins') tracks.calls.begin(`#${event.call}`, event.operation, row);
      else tracks.calls.end(`#${event.call}`, row);
      break;
    case 'truth':
      if (event.did === 'gone') tracks.machines.end(event.machine, row);
      else tracks.machines.begin(event.machine, stateAfter[event.did] ?? event.did, row);
      break;
    case 'disturbance':
      if (event.did === 'begins') tracks.disturbances.begin(event.disturbance, event.kind, row);
      if (event.did === 'ends') tracks.disturbances.end(event.disturbance, row);
      break;
  }
}

const stateAfter: Readonly<Record<string, string>> = {
  born: 'starting',
  running: 'running',
  stopped: 'stopped',
  ending: 'ending',
};
