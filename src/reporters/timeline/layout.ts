import type { Bar, Bars } from './bars.ts';
import type { Lane, Row } from './row.ts';

/** A lane on the page: where it is, and where its text begins, right of its bars. */
export interface LaneBox {
  readonly lane: Lane;
  readonly title: string;
  readonly x: number;
  readonly width: number;
  readonly textX: number;
}

/** Where everything is, in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly LaneBox[];
  readonly lane: (lane: Lane) => LaneBox;
  /** The middle of a row. */
  readonly y: (row: number) => number;
  /** The place of a bar within its lane, from 0. */
  readonly slot: (bar: Bar) => number;
}

export const rowHeight = 22;
const headHeight = 34;
export const slotWidth = 16;
const gutter = 64;
const textWidths: Readonly<Record<Exclude<Lane, 'whole'>, number>> = {
  client: 150,
  'control-plane': 170,
  call: 200,
  truth: 84,
  disturbance: 168,
};

/** Time runs down. What happens at the same time has rows of its own; a wait takes room, and a long one not much more. */
export function layOut(rows: readonly Row[], bars: Bars): Layout {
  const ys = rowPlaces(rows);
  const slots = new Map<Bar, number>();
  const counts = {
    client: 0,
    'control-plane': 1,
    call: placeInTurn(bars.calls, slots),
    truth: placeById(bars.machines, slots),
    disturbance: placeById(bars.disturbances, slots),
  };
  const titles = {
    client: 'client',
    'control-plane': 'control plane',
    call: 'API calls',
    truth: 'machines',
    disturbance: 'disturbances',
  };
  let x = gutter;
  const lanes = (Object.keys(textWidths) as (keyof typeof textWidths)[]).map((lane): LaneBox => {
    const bar = counts[lane] * slotWidth;
    const box = { lane, title: titles[lane], x, width: bar + textWidths[lane] + 12, textX: x + bar + 8 };
    x += box.width;
    return box;
  });
  const whole: LaneBox = { lane: 'whole', title: '', x: gutter, width: x - gutter, textX: gutter + 8 };
  return {
    width: x,
    height: (ys.at(-1) ?? headHeight) + rowHeight,
    lanes,
    lane: (name) => lanes.find(({ lane }) => lane === name) ?? whole,
    y: (row) => ys[row] ?? headHeight,
    slot: (bar) => slots.get(bar) ?? 0,
  };
}

function rowPlaces(rows: readonly Row[]): readonly number[] {
  let y = headHeight;
  return rows.map(({ atMs }, index) => {
    const waitedMs = atMs - (rows[index - 1]?.atMs ?? atMs);
    y += rowHeight + (waitedMs > 0 ? Math.min(24, Math.round(8 * Math.log10(1 + waitedMs / 500))) : 0);
    return y;
  });
}

/** The same thing keeps its place. Gives how many places there are. */
function placeById(bars: readonly Bar[], slots: Map<Bar, number>): number {
  const ids = [...new Set(bars.map(({ id }) => id))];
  for (const bar of bars) slots.set(bar, ids.indexOf(bar.id));
  return ids.length;
}

/** Whatever is over makes room. */
function placeInTurn(bars: readonly Bar[], slots: Map<Bar, number>): number {
  const free: number[] = [];
  for (const bar of bars) {
    const found = free.findIndex((to) => to < bar.from);
    const slot = found < 0 ? free.length : found;
    free[slot] = bar.to;
    slots.set(bar, slot);
  }
  return free.length;
}
